package dev.tidemark.storage.citus;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.PostgreSqlErrors;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.YearMonth;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes a part of the table of events anew, kept by another access method, while questions are answered from it and events come. What is in it by a batch that every rollup has counted does not
 * change any more, and is copied beside it. Then, for a moment in which no batch is on its way and nobody reads, what has come since is copied too, and the copy takes its place. All of that is one
 * transaction: where it fails or is given up, nothing has happened.
 */
final class Rewriting {

    /** How often, and after which pauses, the moment is sought in which the copy takes its place. */
    private static final int ATTEMPTS = 100;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Up to which batch every rollup has counted all. */
    private static final String COUNTED = """
            SELECT coalesce(min(rolled_to), 0)
            FROM rollups""";

    /** These are copied while nobody reads or writes. */
    private static final String UNCOUNTED = """
            SELECT count(*)
            FROM (SELECT batch FROM %s WHERE batch > {} LIMIT {}) AS uncounted""";

    private static final long MOST_UNCOUNTED = 10_000;

    /** That its rows are of the month need not be found out when it takes its place. */
    private static final String CREATE = """
            CREATE TABLE %1$s (LIKE %2$s INCLUDING ALL EXCLUDING INDEXES, CONSTRAINT of_the_month CHECK ("timestamp" >= '%3$s' AND "timestamp" < '%4$s')) USING %5$s""";

    private static final String COPY = """
            INSERT INTO %1$s (%3$s)
            SELECT %3$s
            FROM %2$s
            WHERE batch <= {} AND NOT ({})
            ORDER BY tenant_id, "timestamp\"""";

    private static final String COPY_REST = """
            INSERT INTO %1$s (%3$s)
            SELECT %3$s
            FROM %2$s
            WHERE batch > {}""";

    /** As those of the table, which takes them over. */
    private static final String INDEX = """
            ALTER TABLE %1$s ADD CONSTRAINT %1$s_pkey PRIMARY KEY (%2$s);
            CREATE INDEX %1$s_by_batch ON %1$s (batch, tenant_id);
            ANALYZE %1$s""";

    private static final String TAKE_PLACE = """
            DROP TABLE %2$s;
            ALTER TABLE %1$s RENAME TO %2$s;
            ALTER INDEX %1$s_pkey RENAME TO %2$s_pkey;
            ALTER INDEX %1$s_by_batch RENAME TO %2$s_by_batch;
            ALTER TABLE %3$s ATTACH PARTITION %2$s FOR VALUES FROM ('%4$s') TO ('%5$s')""";

    private final PostgreSql server;
    private final Distribution distribution;
    private final String names;
    private final AdvisoryLocks locks;
    private final String method;
    private volatile @Nullable Connection working;
    private volatile boolean stopped;

    /** @param method by which the rows of the new part are accessed */
    Rewriting(PostgreSql server, Distribution distribution, EventsTable events, String method) {
        this.server = server;
        this.distribution = distribution;
        this.names = events.names();
        this.locks = new AdvisoryLocks(server.settings().schema());
        this.method = method;
    }

    String method() {
        return method;
    }

    /**
     * Rewrites a part. Returns whether it is done; it is not where another process works on old events, where many of its events are not counted yet, or where the moment for taking its place does not come.
     *
     * @param over which events are left out, of those that every rollup has counted
     */
    boolean rewrite(YearMonth month, Fragment over) {
        return server.write("rewriting the events of " + month, connection -> {
            working = connection;
            try {
                return rewrite(month, over, connection);
            } finally {
                working = null;
            }
        });
    }

    /** Gives up what is under way, soon. */
    void stop() {
        stopped = true;
        Connection connection = working;
        if (connection != null) {
            Statements.cancel(connection);
        }
    }

    private boolean rewrite(YearMonth month, Fragment over, Connection connection) throws SQLException {
        String part = Partitions.name(month);
        String copy = part + "_rewritten";
        PostgreSql.unlimited(connection);
        Statements.execute(connection, "SET LOCAL lock_timeout = '3s'");
        if (!isAlone(connection) || !Tables.exists(part, connection)) {
            return false;
        }
        long counted =
                Statements.rows(connection, COUNTED, row -> row.getLong(1)).getFirst();
        distribution.prepare(connection);
        Statements.execute(
                connection,
                CREATE.formatted(
                        copy,
                        EventsTable.NAME,
                        Partitions.start(month),
                        Partitions.start(month.plusMonths(1)),
                        method));
        distribution.place(copy, connection);
        if (uncounted(part, counted, connection) > MOST_UNCOUNTED) {
            connection.rollback();
            return false;
        }
        copy(COPY.formatted(copy, part, names), connection, Fragment.value(counted), over);
        for (String statement : INDEX.formatted(copy, EventsTable.KEY).split(";")) {
            step(statement, connection);
        }
        if (!hasMoment(connection)) {
            connection.rollback();
            return false;
        }
        copy(COPY_REST.formatted(copy, part, names), connection, Fragment.value(counted));
        for (String statement : TAKE_PLACE
                .formatted(copy, part, EventsTable.NAME, Partitions.start(month), Partitions.start(month.plusMonths(1)))
                .split(";")) {
            step(statement, connection);
        }
        return true;
    }

    private boolean isAlone(Connection connection) throws SQLException {
        return Statements.rows(
                        connection,
                        "SELECT pg_try_advisory_xact_lock(" + locks.ageing() + ")",
                        row -> row.getBoolean(1))
                .getFirst();
    }

    private static long uncounted(String part, long counted, Connection connection) throws SQLException {
        Fragment select =
                Fragment.of(UNCOUNTED.formatted(part), Fragment.value(counted), Fragment.value(MOST_UNCOUNTED + 1));
        return Statements.rows(connection, select, row -> row.getLong(1)).getFirst();
    }

    /**
     * From here on nobody reads or writes events, and whatever was committed is there, until the transaction ends. Who waits for it has others wait behind, so it is tried again and again, not for
     * long.
     */
    private boolean hasMoment(Connection connection) throws SQLException {
        for (int attempt = 0; attempt < ATTEMPTS && !stopped; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                Statements.execute(connection, "SELECT pg_advisory_xact_lock(" + locks.batches() + ")");
                Statements.execute(connection, "LOCK TABLE " + EventsTable.NAME + " IN ACCESS EXCLUSIVE MODE");
                if (distribution.isSteady(connection)) {
                    return true;
                }
            } catch (SQLException e) {
                if (!PostgreSqlErrors.isLockTimeout(e)) {
                    throw e;
                }
            }
            connection.rollback(before);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    private void copy(String statement, Connection connection, Fragment... values) throws SQLException {
        requireWanted();
        Statements.update(connection, Fragment.of(statement, values));
    }

    private void step(String statement, Connection connection) throws SQLException {
        requireWanted();
        Statements.execute(connection, statement);
    }

    private void requireWanted() {
        if (stopped) {
            throw new StorageException(Category.OVERLOADED, "the store is closed", null);
        }
    }
}
