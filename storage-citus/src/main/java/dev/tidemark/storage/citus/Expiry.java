package dev.tidemark.storage.citus;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Deletes old events: a part of the table is dropped once all its events are past their lifetime, counted from the end of its month; where types have lifetimes of their own, the events of those that
 * are past theirs are deleted from it before. Only what every rollup has counted goes.
 */
final class Expiry {

    private static final Logger LOG = System.getLogger(Expiry.class.getName());

    private static final String PARTS = """
            SELECT c.relname
            FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid
            WHERE i.inhparent = to_regclass('events')
            ORDER BY c.relname""";

    /** Of the rollups that are brought up, the one that is the least far. */
    private static final String UNCOUNTED = """
            SELECT count(*)
            FROM rollups AS r
            WHERE r.rolled_to < (SELECT coalesce(max(batch), 0) FROM %s)""";

    private final PostgreSql server;
    private final Partitions partitions;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    /** Parts that events of some types were deleted from, as far as is due by now; looked at again by the next process. */
    private final Map<YearMonth, Set<String>> done = new TreeMap<>();

    Expiry(PostgreSql server, Partitions partitions, RetentionPolicy policy, InstantSource clock) {
        this.server = server;
        this.partitions = partitions;
        this.policy = policy;
        this.clock = clock;
    }

    /** Deletes what is due. */
    void deleteOld() {
        if (policy.shortestLifetime().isEmpty()) {
            return;
        }
        for (YearMonth month : months()) {
            try {
                deleteOld(month);
            } catch (StorageException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "old events of {0} are deleted another time", month, e);
            }
        }
    }

    private List<YearMonth> months() {
        return server.read(
                "looking for parts of the table of events",
                connection -> Statements.rows(connection, PARTS, row -> row.getString(1)).stream()
                        .flatMap(name -> Partitions.month(name).stream())
                        .toList());
    }

    private void deleteOld(YearMonth month) {
        Set<String> kept = new HashSet<>(policy.byEventType().keySet());
        kept.removeIf(type -> isOver(month, policy.lifetime(type)));
        boolean restIsOver = isOver(month, policy.standard().archive());
        if (restIsOver && kept.isEmpty()) {
            drop(month);
            return;
        }
        Set<String> over = new HashSet<>(policy.byEventType().keySet());
        over.removeAll(kept);
        if (restIsOver) {
            delete(month, Set.of(""), "event_type NOT IN (" + holes(kept) + ")", kept);
        } else if (!over.isEmpty()) {
            delete(month, over, "event_type IN (" + holes(over) + ")", over);
        }
    }

    private void drop(YearMonth month) {
        boolean dropped = server.write("dropping the events of " + month, connection -> {
            Statements.execute(connection, "SET LOCAL lock_timeout = '3s'");
            if (isGone(month, connection)) {
                return true;
            }
            if (!isCounted(month, connection)) {
                return false;
            }
            Statements.execute(connection, "DROP TABLE " + Partitions.name(month));
            return true;
        });
        if (dropped) {
            partitions.forget(month);
            LOG.log(Level.INFO, "the events of {0} were past their lifetime and are deleted", month);
        }
    }

    private void delete(YearMonth month, Set<String> what, String condition, Set<String> types) {
        if (what.equals(done.get(month))) {
            return;
        }
        List<Fragment> values = new ArrayList<>();
        types.forEach(type -> values.add(Fragment.value(type)));
        Fragment delete = Fragment.of(
                "DELETE FROM " + Partitions.name(month) + " WHERE " + condition, values.toArray(Fragment[]::new));
        boolean deleted = server.write("deleting events of " + month, connection -> {
            if (isGone(month, connection) || !isCounted(month, connection)) {
                return false;
            }
            long events = Statements.update(connection, delete);
            LOG.log(Level.INFO, "{0} events of {1} were past their lifetime and are deleted", events, month);
            return true;
        });
        if (deleted) {
            done.put(month, what);
        }
    }

    /** Whether another process has dropped it; from now on none does before this transaction ends. */
    private boolean isGone(YearMonth month, Connection connection) throws SQLException {
        Statements.execute(
                connection,
                "SELECT pg_advisory_xact_lock("
                        + new AdvisoryLocks(server.settings().schema()).partitions() + ")");
        return !Tables.exists(Partitions.name(month), connection);
    }

    private static boolean isCounted(YearMonth month, Connection connection) throws SQLException {
        return Statements.rows(connection, UNCOUNTED.formatted(Partitions.name(month)), row -> row.getLong(1))
                        .getFirst()
                == 0;
    }

    private boolean isOver(YearMonth month, Duration lifetime) {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return lifetime.compareTo(Lifetimes.FOREVER) < 0
                && end.plus(lifetime).plus(KeptSince.GRACE).isBefore(clock.instant());
    }

    private static String holes(Set<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "{}"));
    }
}
