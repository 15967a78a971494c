package dev.tidemark.storage.clickhouse;

import com.clickhouse.data.ClickHouseFormat;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs the statements of questions: so many at a time as the settings allow, each within its time and memory. */
final class Reads {

    private final Server server;
    private final Fence fence;
    private final Deadlines deadlines;
    private final Semaphore turns;

    Reads(Server server, Fence fence, Deadlines deadlines) {
        this.server = server;
        this.fence = fence;
        this.deadlines = deadlines;
        this.turns = new Semaphore(server.settings().concurrentReads(), true);
    }

    /** Composes a statement and returns its rows, all of them, in order. */
    <R> List<R> rows(Supplier<Fragment> statement, Duration timeout, Server.RowReader<R> reader) {
        List<R> rows = new ArrayList<>();
        forEach(statement, timeout, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** Composes a statement and hands over its rows in order, as the server sends them. Returns how many rows the server says it looked at. */
    long forEach(Supplier<Fragment> statement, Duration timeout, Server.RowSink sink) {
        Fragment composed = compose(statement);
        long end = System.nanoTime() + timeout.toNanos();
        awaitTurn(timeout);
        try {
            return run(composed, sink, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
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

    private long run(Fragment fragment, Server.RowSink sink, Duration left) {
        String id = Server.newId();
        try (Fence.Beginning beginning = fence.begin(id, left);
                Deadlines.Watch watch = deadlines.watch(id, left)) {
            try (Server.Answer answer =
                    server.ask(fragment, id, left, limits(left), ClickHouseFormat.RowBinaryWithNamesAndTypes)) {
                beginning.over();
                answer.forEach(row -> {
                    if (watch.hasEnded()) {
                        throw overdue(left);
                    }
                    sink.take(row);
                });
                if (Thread.currentThread().isInterrupted()) {
                    throw overdue(left);
                }
                return answer.rowsRead();
            } catch (Exception e) {
                if (watch.hasEnded() || Thread.currentThread().isInterrupted()) {
                    throw overdue(left);
                }
                throw ClickHouseErrors.whileReading("answering a query", e);
            }
        }
    }

    private Map<String, String> limits(Duration left) {
        return Map.of(
                "max_memory_usage",
                Long.toString(server.settings().queryMemoryBytes()),
                "max_execution_time",
                Double.toString(
                        left.toMillis() / 1000.0 + 1)); // the time is kept on this side; this is for when it cannot
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
}
