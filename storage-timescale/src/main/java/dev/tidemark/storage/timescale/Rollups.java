package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** How rollups are kept, which depends on the edition. */
interface Rollups extends AutoCloseable {

    /** What composes questions to them. */
    Dialect dialect();

    /**
     * Brings them to what is wanted, in the transaction of the schema.
     *
     * @param since events of the time before this have been deleted
     */
    void reconcile(List<RollupDefinition> wanted, Instant since, Connection connection) throws SQLException;

    KeptRollups<?> kept();

    /** Whether they hold all events of the time before this moment, as far as stored, so that these may go. No batch is on its way. */
    boolean holdAllBefore(Instant moment, Connection connection) throws SQLException;

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
