package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupReconciliation;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import dev.tidemark.storage.sql.postgresql.RollupSource;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Rollups as continuous aggregates. */
final class ContinuousAggregates implements Rollups {

    private static final Logger LOG = System.getLogger(ContinuousAggregates.class.getName());

    private static final String SELECT_HELD = """
            SELECT NOT EXISTS (SELECT FROM aggregates WHERE filled_to < {})
                AND NOT EXISTS (SELECT FROM late_hours WHERE hour < {})""";

    private final PostgreSql server;
    private final TimescaleSettings settings;
    private final Dialect dialect = new PostgreSqlDialect(RollupSource.TABLES);
    private final KeptRollups<AggregatedRollup> rollups = new KeptRollups<>();
    private final FreshPlans plans;
    private final Refresh refresh;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tidemark-timescale-refresh").factory());

    ContinuousAggregates(PostgreSql server, TimescaleSettings settings) {
        this.server = server;
        this.settings = settings;
        this.plans = new FreshPlans(server, rollups);
        this.refresh = new Refresh(server, rollups, settings.refreshLag());
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public void reconcile(List<RollupDefinition> wanted, Instant since, Connection connection) throws SQLException {
        try (FollowedTables former =
                new FollowedTables(server)) { // of the time when the licence had no continuous aggregates
            former.reconcile(List.of(), since, connection);
        }
        rollups.keep(new RollupReconciliation<>(catalog(connection)).keepOnly(wanted));
    }

    @Override
    public KeptRollups<?> kept() {
        return rollups;
    }

    @Override
    public boolean holdAllBefore(Instant moment, Connection connection) throws SQLException {
        Fragment limit = Horizon.moment(moment);
        return Statements.rows(connection, Fragment.of(SELECT_HELD, limit, limit), row -> row.getBoolean(1))
                .getFirst();
    }

    @Override
    public Preparation ofBatches() {
        return new LateEvents();
    }

    @Override
    public AggregateReader complete(AggregateReader reader) {
        return read -> plans.reading(
                read.query(),
                read.plan(),
                read.timeout(),
                (plan, timeout) -> reader.read(new AggregateRead(read.query(), plan, timeout)));
    }

    @Override
    public BehaviorReader complete(BehaviorReader reader) {
        return new FreshBehavior(reader, plans);
    }

    @Override
    public void start() {
        long pause = settings.refreshEvery().toMillis();
        Future<?> _ = thread.scheduleWithFixedDelay(this::attempt, 0, pause, TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            bringUp();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "refreshing continuous aggregates failed; it is tried again", e);
        }
    }

    @Override
    public synchronized void bringUp() {
        refresh.run();
        for (AggregatedRollup replaced : rollups.unused()) {
            server.write("dropping " + replaced.tablesName(), connection -> {
                catalog(connection).drop(replaced.tablesName());
                return replaced;
            });
            rollups.forget(replaced);
            LOG.log(
                    Level.INFO,
                    "rollup {0} answers by its new definition; the continuous aggregates of the old one are dropped",
                    replaced.definition().name());
        }
    }

    @Override
    public void close() {
        refresh.stop();
        thread.close();
    }

    private AggregateCatalog catalog(Connection connection) {
        return new AggregateCatalog(connection, dialect, settings.refreshLag());
    }
}
