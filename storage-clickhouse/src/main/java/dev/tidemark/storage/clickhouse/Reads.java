package dev.tidemark.storage.clickhouse;

import com.clickhouse.data.ClickHouseFormat;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.Row;
import dev.tidemark.storage.sql.StatementReader;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the statements of questions: so many at a time as the settings allow, each within its time and memory. */
final class Reads implements StatementReader {

    private final Server server;
    private final Fence fence;
    private final Deadlines deadlines;
    private final Semaphore turns;

    Reads(Server server, Fence fence, Deadlines deadlines) {
        this.server = server;
        this.fence = fence;
        this.deadlines = deadlines;
        this.turns = new Semaphore(server.settings().limits().concurrentReads(), true);
    }

    /** As the server sends them, whether they fit into memory or not. */
    @Override
    public OptionalLong read(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        Fragment composed = compose(statement);
        long end = System.nanoTime() + timeout.toNanos();
        awaitTurn(timeout);
        try {
            return run(composed, sink, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } finally {
            turns.release();
        }
    }

    @Override
    public void stream(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        read(statement, timeout, sink);
    }

    private static Fragment compose(Supplier<Fragment> statement) {
        try {
            return statement.get();
        } catch (IllegalArgumentException e) {
            throw new StorageException(Category.INVALID_QUERY, "composing a query: " + e.getMessage(), e);
        }
    }

    private OptionalLong run(Fragment fragment, Consumer<Row> sink, Duration left) {
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
                    sink.accept(row);
                });
                if (Thread.currentThread().isInterrupted()) {
                    throw overdue(left);
                }
                return answer.rowsRead() > 0 ? OptionalLong.of(answer.rowsRead()) : OptionalLong.empty();
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
                Long.toString(server.settings().limits().queryMemoryBytes()),
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
