package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.rollup.ActivitySketches;
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

    private static final String SELECT_HELD = """
            SELECT coalesce(min(r.rolled_to) >= (SELECT max(e.batch) FROM events AS e WHERE e."timestamp" < {}), TRUE)
            FROM rollups AS r""";

    private final Dialect dialect = new PostgreSqlDialect(new RealTimeRows());
    private final FollowingRollups rollups;

    FollowedTables(PostgreSql server) {
        this.rollups =
                new FollowingRollups(server, dialect, Placement.HERE, new ActivitySketches(), Steadiness.ONE_SERVER);
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void reconcile(List<RollupDefinition> wanted, Instant since, Connection connection) throws SQLException {
        rollups.reconcile(wanted, since, connection);
    }

    @Override
    public boolean holdAllBefore(Instant moment, Connection connection) throws SQLException {
        Fragment select = Fragment.of(SELECT_HELD, Horizon.moment(moment));
        return Statements.rows(connection, select, row -> row.getBoolean(1)).getFirst();
    }

    @Override
    public KeptRollups<?> kept() {
        return rollups.kept();
    }

    /** After a change of the licence, another server may have made continuous aggregates while this one goes on writing: then these know of its late events. */
    @Override
    public Preparation ofBatches() {
        return new LateEvents();
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
