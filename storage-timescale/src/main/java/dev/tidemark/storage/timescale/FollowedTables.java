package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import dev.tidemark.storage.sql.postgresql.SchemaSteps.Step;
import dev.tidemark.storage.sql.postgresql.rollup.FollowingRollups;
import dev.tidemark.storage.sql.postgresql.rollup.Placement;
import dev.tidemark.storage.sql.postgresql.rollup.RealTimeRows;
import dev.tidemark.storage.sql.postgresql.rollup.Steadiness;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Rollups where the licence has no continuous aggregates: as in every PostgreSQL, tables that follow the events. */
final class FollowedTables implements Rollups {

    private final Dialect dialect = new PostgreSqlDialect(new RealTimeRows());
    private final FollowingRollups rollups;

    FollowedTables(PostgreSql server) {
        this.rollups = new FollowingRollups(server, dialect, Placement.HERE, Steadiness.ONE_SERVER);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public List<Step> steps() {
        return List.of();
    }

    @Override
    public void reconcile(List<RollupDefinition> wanted, Connection connection) throws SQLException {
        rollups.reconcile(wanted, Instant.EPOCH, connection);
    }

    @Override
    public KeptRollups<?> kept() {
        return rollups.kept();
    }

    @Override
    public Preparation ofBatches() {
        return events -> {};
    }

    @Override
    public AggregateReader complete(AggregateReader reader) {
        return reader;
    }

    @Override
    public BehaviorReader complete(BehaviorReader reader) {
        return reader;
    }

    @Override
    public void start() {
        rollups.start();
    }

    @Override
    public void bringUp() {
        rollups.follow();
    }

    @Override
    public void close() {
        rollups.close();
    }
}
