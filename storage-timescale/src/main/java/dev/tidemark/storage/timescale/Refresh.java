package dev.tidemark.storage.timescale;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.AdvisoryLocks;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Brings continuous aggregates up to date: the time since the last refresh, and the hours that had late events since. Of several processes one does it at a time.
 *
 * <p>First the limit of what is late moves, at a moment when no batch is on its way. So of the time before it, an event is stored by then, and the refresh sees it; or it is noted as late, and answers leave
 * its hour to events until a later refresh has seen it. A refresh that fails half-way has changed no answer.
 */
final class Refresh {

    private static final Logger LOG = System.getLogger(Refresh.class.getName());

    /** What one call takes in, so that a long history is filled by many. */
    private static final Duration LONGEST = Duration.ofDays(10);

    private static final String ADVANCE = """
            UPDATE horizon
            SET late_before = greatest(late_before, date_bin('5 minutes', now() - {} * interval '1 second', 'epoch'))
            RETURNING late_before, (SELECT coalesce(max(id), 0) FROM late_hours)""";

    private static final String SELECT_FILLED_TO = """
            SELECT filled_to
            FROM aggregates
            WHERE tables_name = {}""";

    /** Where there are no chunks, there is nothing to fill. */
    private static final String SELECT_FIRST_EVENTS = """
            SELECT min(greatest(range_start, {}))
            FROM timescaledb_information.chunks
            WHERE hypertable_name = 'events' AND hypertable_schema = {} AND range_end > {} AND range_start < {}""";

    private static final String SELECT_LATE = """
            SELECT DISTINCT hour
            FROM late_hours
            WHERE id <= {}
            ORDER BY hour""";

    private static final String DELETE_LATE = """
            DELETE FROM late_hours
            WHERE id <= {}""";

    private final PostgreSql server;
    private final KeptRollups<AggregatedRollup> rollups;
    private final Duration lag;
    private final AdvisoryLocks locks;
    private volatile boolean stopped;

    /** @param lag how long events have before they are late */
    Refresh(PostgreSql server, KeptRollups<AggregatedRollup> rollups, Duration lag) {
        this.server = server;
        this.rollups = rollups;
        this.lag = lag;
        this.locks = new AdvisoryLocks(server.settings().schema());
    }

    /** Has no further step begin. */
    void stop() {
        stopped = true;
    }

    /** Brings every rollup up, unless another process is about it. */
    void run() {
        server.outsideOfTransactions("refreshing continuous aggregates", connection -> {
            if (isGiven("pg_try_advisory_lock", connection)) {
                try {
                    Optional<Limit> limit = advance();
                    if (limit.isPresent()) {
                        fill(limit.get().moment, connection);
                        refreshLate(limit.get().lastLate, connection);
                    }
                } finally {
                    isGiven("pg_advisory_unlock", connection);
                }
            }
            return stopped;
        });
    }

    private boolean isGiven(String function, Connection connection) throws SQLException {
        return Statements.rows(connection, "SELECT " + function + "(" + locks.refresh() + ")", row -> row.getBoolean(1))
                .getFirst();
    }

    /** Moves the limit of what is late. Empty if writers do not leave a moment for it soon. */
    private Optional<Limit> advance() {
        try {
            return server.write("waiting for batches to be written", connection -> {
                Statements.execute(
                        connection,
                        "SET LOCAL lock_timeout = '3s'; SELECT pg_advisory_xact_lock(" + locks.batches() + ")");
                return Statements.rows(
                                connection,
                                Fragment.of(ADVANCE, Fragment.value(lag.toSeconds())),
                                row -> new Limit(instant(row), row.getLong(2)))
                        .stream()
                        .findFirst();
            });
        } catch (StorageException e) {
            if (e.category() == Category.OVERLOADED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void fill(Instant limit, Connection connection) throws SQLException {
        for (AggregatedRollup rollup : rollups.all()) {
            Instant from = filledTo(rollup, connection);
            while (!stopped && from.isBefore(limit)) {
                from = fillNext(rollup, from, limit, connection);
            }
        }
    }

    private Instant filledTo(AggregatedRollup rollup, Connection connection) throws SQLException {
        Fragment select = Fragment.of(SELECT_FILLED_TO, Fragment.value(rollup.tablesName()));
        return Statements.rows(connection, select, Refresh::instant).stream()
                .findFirst()
                .orElse(Instant.MAX); // another process dropped it
    }

    private Instant fillNext(AggregatedRollup rollup, Instant from, Instant limit, Connection connection)
            throws SQLException {
        Instant first = firstEvents(from, limit, connection).orElse(limit);
        Instant to = earlier(first.plus(LONGEST), limit);
        for (ContinuousAggregate aggregate : rollup.aggregates()) {
            aggregate.refresh(first, to, connection); // refreshing years of nothing takes minutes
        }
        AggregateList.note(rollup.tablesName(), Horizon.moment(to), connection);
        if (rollup.filledTo(to)) {
            LOG.log(Level.INFO, "rollup {0} is complete", rollup.definition().name());
        }
        return to;
    }

    private Optional<Instant> firstEvents(Instant from, Instant to, Connection connection) throws SQLException {
        Fragment select = Fragment.of(
                SELECT_FIRST_EVENTS,
                Horizon.moment(from),
                Fragment.value(server.settings().schema()),
                Horizon.moment(from),
                Horizon.moment(to));
        return Statements.rows(connection, select, row -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .getFirst()
                .map(OffsetDateTime::toInstant);
    }

    private void refreshLate(long last, Connection connection) throws SQLException {
        List<Instant> hours =
                Statements.rows(connection, Fragment.of(SELECT_LATE, Fragment.value(last)), Refresh::instant);
        for (AggregatedRollup rollup : rollups.all()) {
            Instant filledTo = filledTo(rollup, connection);
            for (ContinuousAggregate aggregate : rollup.aggregates()) {
                aggregate.refreshAround(hours, filledTo, connection);
            }
            if (stopped) {
                return;
            }
        }
        if (!hours.isEmpty()) {
            Statements.update(connection, Fragment.of(DELETE_LATE, Fragment.value(last)));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return Horizon.instant(row, 1);
    }

    /** @param lastLate the last note of late hours before this moved the limit */
    private record Limit(Instant moment, long lastLate) {}
}
