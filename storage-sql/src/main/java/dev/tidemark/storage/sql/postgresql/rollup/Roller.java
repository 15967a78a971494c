package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Brings rollups up to the events. A step is one transaction: it adds the events of some batches to the tables of one rollup, and moves the watermarks of the tenants whose events these
 * are. Batches have ascending numbers, and a step takes only such as are whole, or never will be: see {@link #settled}.
 */
final class Roller {

    private static final Logger LOG = System.getLogger(Roller.class.getName());

    private static final long FEWEST = 16;
    private static final long MOST = 1 << 20;
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final Duration LONG = Duration.ofSeconds(3);

    private static final String SETTLED = """
            SELECT CASE WHEN s.is_called THEN s.last_value ELSE 0 END
            FROM event_batches AS s""";

    private static final String MOVE_WATERMARKS = """
            INSERT INTO rollup_watermarks AS w (tenant_id, tables_name, batch)
            SELECT DISTINCT tenant_id, {}, {}
            FROM events
            WHERE batch > {} AND batch <= {}
            ON CONFLICT (tenant_id, tables_name) DO UPDATE SET batch = EXCLUDED.batch""";

    /** Of tenants without events for a while: their questions would look at the numbers of all others' batches since. */
    private static final String MOVE_WATERMARKS_OF_THE_IDLE = """
            UPDATE rollup_watermarks
            SET batch = {}
            WHERE tables_name = {} AND batch < {}""";

    private static final Duration IDLE = Duration.ofMinutes(10);

    private final PostgreSql server;
    private final KeptRollups<FollowingRollup> rollups;
    private final Steadiness steadiness;
    private final long lock;
    private long batchesPerStep = 1024;
    private volatile boolean stopped;

    Roller(PostgreSql server, KeptRollups<FollowingRollup> rollups, Steadiness steadiness) {
        this.server = server;
        this.rollups = rollups;
        this.steadiness = steadiness;
        this.lock = new AdvisoryLocks(server.settings().schema()).batches();
    }

    /** Brings every rollup up to what is stored now. */
    void rollUp() {
        OptionalLong settled = settled();
        if (settled.isPresent()) {
            for (FollowingRollup rollup : rollups.all()) {
                while (!stopped && step(rollup, settled.getAsLong())) {
                    // the next step
                }
            }
        }
    }

    /** Has no further step begin. */
    void stop() {
        stopped = true;
    }

    /**
     * The last batch before which none is on its way. Who writes a batch holds a lock with others from before it has its number until it is committed; so at a moment when this holds it
     * alone, every number that has been given is of a batch that is there or will never be. Empty if writers do not leave such a moment soon.
     */
    private OptionalLong settled() {
        try {
            return server.write("waiting for batches to be written", connection -> {
                Statements.execute(
                        connection, "SET LOCAL lock_timeout = '3s'; SELECT pg_advisory_xact_lock(" + lock + ")");
                return steadiness.isSteady(connection)
                        ? OptionalLong.of(Statements.rows(connection, SETTLED, row -> row.getLong(1))
                                .getFirst())
                        : OptionalLong.empty();
            });
        } catch (StorageException e) {
            if (e.category() == Category.OVERLOADED) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    /** Whether there is more to do. */
    private boolean step(FollowingRollup rollup, long settled) {
        long begun = System.nanoTime();
        long most = batchesPerStep;
        OptionalLong reached = server.write(
                "bringing up " + rollup.tablesName(), connection -> step(rollup, settled, most, connection));
        if (reached.isEmpty()) {
            return false;
        }
        if (rollup.rolledTo(reached.getAsLong())) {
            LOG.log(Level.INFO, "rollup {0} is complete", rollup.definition().name());
        }
        adapt(Duration.ofNanos(System.nanoTime() - begun));
        return reached.getAsLong() < settled;
    }

    /** As many batches as take a moment. */
    private void adapt(Duration taken) {
        if (taken.compareTo(LONG) > 0) {
            batchesPerStep = Math.max(FEWEST, batchesPerStep / 2);
        } else if (taken.compareTo(SHORT) < 0) {
            batchesPerStep = Math.min(MOST, batchesPerStep * 2);
        }
    }

    private OptionalLong step(FollowingRollup rollup, long settled, long most, Connection connection)
            throws SQLException {
        OptionalLong taken = RollupList.take(rollup.tablesName(), connection);
        if (taken.isEmpty()) {
            return taken;
        }
        long from = taken.getAsLong();
        if (from >= settled) {
            return taken;
        }
        long to = Math.min(settled, from + most);
        steadiness.prepare(connection);
        Statements.execute(connection, "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL enable_sort = off");
        for (FollowingTable table : rollup.following()) {
            Statements.update(connection, table.add(from, to, KeptRollup.ALL_TIME));
        }
        Statements.update(
                connection,
                Fragment.of(
                        MOVE_WATERMARKS,
                        Fragment.value(rollup.tablesName()),
                        Fragment.value(to),
                        Fragment.value(from),
                        Fragment.value(to)));
        if (to == settled && rollup.isIdleDue(IDLE)) {
            Statements.update(
                    connection,
                    Fragment.of(
                            MOVE_WATERMARKS_OF_THE_IDLE,
                            Fragment.value(to),
                            Fragment.value(rollup.tablesName()),
                            Fragment.value(to)));
        }
        RollupList.note(rollup.tablesName(), to, connection);
        return OptionalLong.of(to);
    }
}
