package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Counts in new rollups the events from before, some days of event time after the other, the latest first, beside the writer.
 *
 * <p>A step is one transaction: of the days' rows those that it sees are replaced by what it sees of the days' events, and the days
 * are struck off the list. The writer adds a batch's events and its rows in every rollup, filled or not, in one transaction too. So
 * a step sees both or neither: a batch from before is in the events that it counts, and its rows go; the rows of a batch from
 * meanwhile stay, and its events are not counted. A step that failed or was killed has changed nothing and is done again.
 */
final class RollupFill {

    private static final Logger LOG = System.getLogger(RollupFill.class.getName());

    /** So many take some seconds; between steps there are checkpoints. */
    static final long EVENTS_PER_STEP = 1_000_000;

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final Database database;
    private final KeptRollups<EmbeddedRollup> rollups;
    private final Dialect dialect;
    private long pausedUntil = System.nanoTime();
    private long nextReport = System.nanoTime();
    private volatile boolean stopped;
    private volatile @Nullable PreparedStatement running;

    RollupFill(Database database, KeptRollups<EmbeddedRollup> rollups, Dialect dialect) {
        this.database = database;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    /** Whether there is something to do, and no failure a moment ago. */
    boolean isDue() {
        return !stopped
                && System.nanoTime() - pausedUntil >= 0
                && rollups.unfilled().isPresent();
    }

    /**
     * Does the next step, if there is one.
     *
     * @param events of so many days that these are not exceeded, but at least of one
     */
    void step(long events) {
        Optional<EmbeddedRollup> unfilled = rollups.unfilled();
        if (unfilled.isPresent() && !stopped) {
            fillNext(unfilled.get(), events);
        }
    }

    /** Has the step under way end at once, undone. */
    void stop() {
        stopped = true;
        cancel(running);
    }

    private void fillNext(EmbeddedRollup rollup, long events) {
        TimeRange days = rollup.next(events).orElseThrow();
        pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
        try {
            fill(rollup, days);
        } catch (StorageException e) {
            if (stopped) {
                return;
            }
            throw e;
        }
        pausedUntil = System.nanoTime();
        report(rollup, days);
    }

    /** Fills whole days of UTC. */
    void fill(EmbeddedRollup rollup, TimeRange days) {
        database.read("filling " + rollup.tablesName() + " of " + days.from(), connection -> {
            connection.setAutoCommit(false);
            for (RollupTable table : rollup.tables()) {
                replace(table, days, connection);
            }
            RollupList.strikeOff(rollup.tablesName(), days, dialect, connection);
            connection.commit();
            return days;
        });
        rollup.filled(days);
    }

    /** Replaces the rows of these days in a table by what the transaction sees of their events. */
    void replace(RollupTable table, TimeRange days, DuckDBConnection connection) throws SQLException {
        String name = dialect.quote(table.name());
        execute(Fragment.of("DELETE FROM " + name + " WHERE {}", table.in(days)), connection);
        execute(Fragment.of("INSERT INTO " + name + " {}", table.ofEvents(EventsTable.NAME, days)), connection);
    }

    private void execute(Fragment fragment, DuckDBConnection connection) throws SQLException {
        try (PreparedStatement statement = Statements.prepare(connection, fragment)) {
            running = statement;
            if (stopped) {
                throw new SQLException("INTERRUPT Error: the store is closing");
            }
            statement.execute();
        } finally {
            running = null;
        }
    }

    private void report(EmbeddedRollup rollup, TimeRange days) {
        long filled = rollup.eventsFilled();
        if (rollup.isComplete()) {
            LOG.log(
                    Level.INFO,
                    "rollup {0} is complete: {1} events filled in",
                    rollup.definition().name(),
                    text(filled));
        } else if (System.nanoTime() - nextReport >= 0) {
            nextReport = System.nanoTime() + BETWEEN_REPORTS.toNanos();
            LOG.log(
                    Level.INFO,
                    "rollup {0}: {1} of {2} events filled in, back to {3}",
                    rollup.definition().name(),
                    text(filled),
                    text(rollup.eventsToFill()),
                    day(days.from()));
        }
    }

    private static String day(Instant start) {
        return start.truncatedTo(ChronoUnit.DAYS).toString().substring(0, 10);
    }

    /** Without the separators that messages put between thousands. */
    private static String text(long number) {
        return Long.toString(number);
    }

    @SuppressWarnings("EmptyCatch") // a statement that cannot be cancelled has ended
    private static void cancel(@Nullable PreparedStatement statement) {
        try {
            if (statement != null) {
                statement.cancel();
            }
        } catch (SQLException ignored) {
        }
    }
}
