package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/**
 * Merges the rows that batches added to rollups, a day of UTC at a time: many rows of one bucket and combination of dimensions become
 * one. Numbers do not change, reads only get cheaper.
 *
 * <p>A day is due when it has received as many events as it has rows, or has been quiet for a while; so its rows are rewritten only as
 * often as their number doubles. Each table is merged in a transaction of its own, beside the writer: rows that batches add
 * meanwhile are not seen, not touched and merged the next time.
 */
final class Compaction {

    static final Duration QUIET = Duration.ofMinutes(10);
    private static final long LEAST_EVENTS = 500_000;

    /** The share of rows that must go for a day to be written again. */
    private static final double LEAST_GAIN = 0.2;

    private static final String MERGED = "merged_rows";

    private final Database database;
    private final Supplier<List<RollupTable>> rollups;
    private final Dialect dialect;
    private final Map<Instant, Day> days = new HashMap<>();
    private volatile boolean stopped;

    Compaction(Database database, Supplier<List<RollupTable>> rollups, Dialect dialect) {
        this.database = database;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    /** Takes note of which days a batch added rows to. */
    synchronized void appended(EventBatch batch, Instant now) {
        for (Event event : batch.events()) {
            Day day = days.computeIfAbsent(event.timestamp().truncatedTo(ChronoUnit.DAYS), start -> new Day());
            day.events++;
            day.latest = now;
        }
    }

    /** Finds the days that an earlier process left unmerged, by the smallest table of days, and has them due. */
    void resume() {
        Optional<RollupTable> indicator = rollups.get().stream()
                .filter(rollup -> rollup.granularity() == Granularity.DAY)
                .findFirst();
        indicator
                .map(rollup -> database.read("looking for unmerged days", connection -> unmerged(rollup, connection)))
                .ifPresent(this::haveDue);
    }

    /** Merges the days that are due. */
    void whereDue(Instant now) {
        for (Instant day : due(now)) {
            if (!stopped) {
                merge(day);
            }
        }
    }

    /** Has the merging end after the table it is at; what is not merged then is found by {@link #resume} another time. */
    void stop() {
        stopped = true;
    }

    /** Merges a day of UTC. */
    void merge(Instant start) {
        long before = pending(start);
        TimeRange day = new TimeRange(start, start.plus(1, ChronoUnit.DAYS));
        long rows = 0;
        for (RollupTable rollup : rollups.get()) {
            if (stopped) {
                return;
            }
            rows += database.read(
                    "merging rows of " + rollup.name() + " on " + start, connection -> merge(rollup, day, connection));
        }
        done(start, before, rows);
    }

    private long merge(RollupTable rollup, TimeRange day, DuckDBConnection connection) throws SQLException {
        String table = dialect.quote(rollup.name());
        connection.setAutoCommit(false);
        Statements.execute(
                connection, Fragment.of("CREATE OR REPLACE TEMP TABLE " + MERGED + " AS {}", rollup.merged(day)));
        long merged = count(connection, Fragment.of("SELECT count(*) FROM " + MERGED));
        long stored = count(connection, Fragment.of("SELECT count(*) FROM " + table + " WHERE {}", rollup.in(day)));
        if (stored - merged >= stored * LEAST_GAIN) {
            Statements.execute(connection, Fragment.of("DELETE FROM " + table + " WHERE {}", rollup.in(day)));
            Statements.execute(
                    connection, Fragment.of("INSERT INTO " + table + " SELECT * FROM " + MERGED + " ORDER BY ALL"));
        }
        Statements.execute(connection, Fragment.of("DROP TABLE " + MERGED));
        connection.commit();
        return merged;
    }

    private static List<Instant> unmerged(RollupTable rollup, DuckDBConnection connection) throws SQLException {
        List<Instant> found = new ArrayList<>();
        try (PreparedStatement statement = Statements.prepare(connection, rollup.unmerged());
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(Instant.ofEpochMilli(rows.getLong(1)));
            }
        }
        return found;
    }

    private synchronized void haveDue(List<Instant> starts) {
        starts.forEach(start -> days.computeIfAbsent(start, key -> new Day()).events += LEAST_EVENTS);
    }

    private synchronized List<Instant> due(Instant now) {
        List<Instant> due = new ArrayList<>();
        days.forEach((start, day) -> {
            boolean grown = day.events >= LEAST_EVENTS && day.events >= day.rows;
            boolean quiet = day.events > 0 && day.latest.plus(QUIET).isBefore(now);
            if (grown || quiet) {
                due.add(start);
            }
        });
        return due;
    }

    private synchronized long pending(Instant start) {
        Day day = days.get(start);
        return day == null ? 0 : day.events;
    }

    private synchronized void done(Instant start, long events, long rows) {
        Day day = days.computeIfAbsent(start, key -> new Day());
        day.events = Math.max(0, day.events - events);
        day.rows = rows;
    }

    private static long count(DuckDBConnection connection, Fragment fragment) throws SQLException {
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** What is known of a day: events since it was merged, rows after that. */
    private static final class Day {
        private long events;
        private long rows;
        private Instant latest = Instant.MIN;
    }
}
