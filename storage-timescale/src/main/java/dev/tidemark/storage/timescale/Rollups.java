package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import dev.tidemark.storage.sql.postgresql.SchemaSteps.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How rollups are kept, which depends on the edition. */
interface Rollups extends AutoCloseable {

    /** What composes questions to them. */
    Dialect dialect();

    /** What the schema has for them. */
    List<Step> steps();

    /** Brings them to what is wanted, in the transaction of the schema. */
    void reconcile(List<RollupDefinition> wanted, Connection connection) throws SQLException;

    KeptRollups<?> kept();

    /** What a batch does for them. */
    Preparation ofBatches();

    /** The reader, by plans of which nothing stored is missing. */
    AggregateReader complete(AggregateReader reader);

    /** The same. */
    BehaviorReader complete(BehaviorReader reader);

    /** Has them brought up in the background from now on. */
    void start();

    /** Brings them up now. */
    void bringUp();

    /** Ends the work in the background, waiting for the step under way. */
    @Override
    void close();
}
