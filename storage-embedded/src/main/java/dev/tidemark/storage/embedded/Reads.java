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

    /** Of a result that is streamed the driver does not tell why it failed, so only what may be large is. */
    private static final Fragment WHOLE = Fragment.of("SET jdbc_stream_results = false");

    private static final Fragment STREAMED = Fragment.of("SET jdbc_stream_results = true");

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
        List<R> rows = new ArrayList<>();
        ask(WHOLE, statement, timeout, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** Composes a statement and hands over its rows in order, as the engine brings them: they need not fit into memory. */
    void forEach(Supplier<Fragment> statement, Duration timeout, RowSink sink) {
        ask(STREAMED, statement, timeout, sink);
    }

    private void ask(Fragment manner, Supplier<Fragment> statement, Duration timeout, RowSink sink) {
        Fragment composed = compose(statement);
        long end = System.nanoTime() + timeout.toNanos();
        awaitTurn(timeout);
        try {
            Duration left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            database.read("answering a query", connection -> {
                Statements.execute(connection, manner);
                return run(composed, sink, left, connection);
            });
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

    private long run(Fragment fragment, RowSink sink, Duration left, DuckDBConnection connection) throws SQLException {
        long count = 0;
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                Deadlines.Watch watch = deadlines.watch(statement, left)) {
            try (ResultSet result = statement.executeQuery()) {
                while (!watch.hasCancelled() && result.next()) {
                    sink.take(result);
                    count++;
                }
            } catch (SQLException e) {
                if (!watch.hasCancelled()) {
                    throw e;
                }
            }
            if (watch.isOver()) {
                throw overdue(left);
            }
        }
        return count;
    }

    private static StorageException overdue(Duration left) {
        return new StorageException(
                Category.OVERLOADED,
                "answering a query took more than " + left.toMillis() + " ms, or nobody waits for it any more",
                null);
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

    /** Takes the row that the result stands at. */
    @FunctionalInterface
    interface RowSink {
        void take(ResultSet row) throws SQLException;
    }
}
