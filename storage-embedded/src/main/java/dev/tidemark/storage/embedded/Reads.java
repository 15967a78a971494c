package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/** Runs the statements of questions: so many at a time as the settings allow, each within its time. */
final class Reads {

    private final Database database;
    private final Deadlines deadlines;
    private final Semaphore turns;

    Reads(Database database, Deadlines deadlines, int concurrent) {
        this.database = database;
        this.deadlines = deadlines;
        this.turns = new Semaphore(concurrent, true);
    }

    /** Composes a statement and returns its rows, all of them, in order. */
    <R> List<R> rows(Supplier<Fragment> statement, Duration timeout, RowReader<R> reader) {
        Fragment composed = compose(statement);
        long end = System.nanoTime() + timeout.toNanos();
        awaitTurn(timeout);
        try {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            return database.read("answering a query", connection -> run(composed, reader, left, connection));
        } finally {
            turns.release();
        }
    }

    private static Fragment compose(Supplier<Fragment> statement) {
        try {
            return statement.get();
        } catch (IllegalArgumentException e) {
            throw new StorageException(Category.INVALID_QUERY, "composing a query: " + e.getMessage(), e);
        }
    }

    private <R> List<R> run(Fragment fragment, RowReader<R> reader, Duration left, DuckDBConnection connection)
            throws SQLException {
        List<R> rows = new ArrayList<>();
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                Deadlines.Watch _ = deadlines.watch(statement, left);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(reader.read(result));
            }
        }
        return rows;
    }

    private void awaitTurn(Duration patience) {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        Category.OVERLOADED,
                        "waited " + patience.toMillis() + " ms for other queries to end; ask again later",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Category.OVERLOADED, "interrupted while waiting for other queries", e);
        }
    }

    /** Makes something of the row that the result stands at. */
    @FunctionalInterface
    interface RowReader<R> {
        R read(ResultSet row) throws SQLException;
    }
}
