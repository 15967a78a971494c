package dev.tidemark.storage.citus;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.citus.Partitions.Part;
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

    /** Of the rollups that are brought up, the one that is the least far. */
    private static final String UNCOUNTED = """
            SELECT count(*)
            FROM rollups AS r
            WHERE r.rolled_to < (SELECT coalesce(max(batch), 0) FROM %s)""";

    private final PostgreSql server;
    private final Partitions partitions;
    private final Rewriting rewriting;
    private final RetentionPolicy policy;
    private final InstantSource clock;

    /** Parts that events of some types were deleted from, as far as is due by now; looked at again by the next process. */
    private final Map<YearMonth, Set<String>> done = new TreeMap<>();

    Expiry(PostgreSql server, Partitions partitions, Rewriting rewriting, RetentionPolicy policy, InstantSource clock) {
        this.server = server;
        this.partitions = partitions;
        this.rewriting = rewriting;
        this.policy = policy;
        this.clock = clock;
    }

    /** Deletes what is due. */
    synchronized void deleteOld() {
        if (policy.shortestLifetime().isEmpty()) {
            return;
        }
        for (Part part : parts()) {
            YearMonth month = part.month();
            try {
                deleteOld(part);
            } catch (StorageException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                LOG.log(Level.DEBUG, "old events of {0} are deleted another time", month, e);
            }
        }
    }

    private List<Part> parts() {
        return server.read("looking for parts of the table of events", Partitions::list);
    }

    private void deleteOld(Part part) {
        YearMonth month = part.month();
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
            delete(part, Set.of(""), "event_type NOT IN (" + holes(kept) + ")", kept);
        } else if (!over.isEmpty()) {
            delete(part, over, "event_type IN (" + holes(over) + ")", over);
        }
    }

    private void drop(YearMonth month) {
        boolean dropped = server.write("dropping the events of " + month, connection -> {
            if (isGone(month, connection)) {
                return true;
            }
            if (!isCounted(month, connection)) {
                return false;
            }
            Statements.execute(connection, "SET LOCAL lock_timeout = '3s'; DROP TABLE " + Partitions.name(month));
            return true;
        });
        if (dropped) {
            partitions.forget(month);
            LOG.log(Level.INFO, "the events of {0} were past their lifetime and are deleted", month);
        }
    }

    private void delete(Part part, Set<String> what, String condition, Set<String> types) {
        YearMonth month = part.month();
        if (what.equals(done.get(month))) {
            return;
        }
        List<Fragment> values = new ArrayList<>();
        types.forEach(type -> values.add(Fragment.value(type)));
        Fragment over = Fragment.of(condition, values.toArray(Fragment[]::new));
        if (part.method().equals(rewriting.method()) ? leaveOut(month, over) : delete(month, over)) {
            done.put(month, what);
        }
    }

    private boolean delete(YearMonth month, Fragment over) {
        Fragment delete = Fragment.of("DELETE FROM " + Partitions.name(month) + " WHERE {}", over);
        return server.write("deleting events of " + month, connection -> {
            if (isGone(month, connection) || !isCounted(month, connection)) {
                return false;
            }
            tell(month, Statements.update(connection, delete));
            return true;
        });
    }

    /** From a part that is kept by columns nothing can be deleted; so it is written anew. */
    private boolean leaveOut(YearMonth month, Fragment over) {
        Fragment count = Fragment.of("SELECT count(*) FROM " + Partitions.name(month) + " WHERE {}", over);
        long events = server.read(
                "counting events of " + month, connection -> Statements.rows(connection, count, row -> row.getLong(1))
                        .getFirst());
        if (events > 0) {
            if (!rewriting.rewrite(month, over)) {
                return false;
            }
            tell(month, events);
        }
        return true;
    }

    private static void tell(YearMonth month, long events) {
        LOG.log(Level.INFO, "{0} events of {1} were past their lifetime and are deleted", events, month);
    }

    /** Whether another process has dropped it; from now on none does before this transaction ends, nor does any rewrite it. */
    private boolean isGone(YearMonth month, Connection connection) throws SQLException {
        AdvisoryLocks locks = new AdvisoryLocks(server.settings().schema());
        Statements.execute(
                connection,
                "SELECT pg_advisory_xact_lock(" + locks.ageing() + "), pg_advisory_xact_lock(" + locks.partitions()
                        + ")");
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
