package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.Row;
import dev.tidemark.storage.sql.StatementReader;
import dev.tidemark.storage.sql.StatementTurns;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/** Runs the statements of questions: so many at a time as the settings allow, each within its time. */
final class Reads implements StatementReader {

    /** Of a result that is streamed the driver does not tell why it failed, so only what may be large is. */
    private static final Fragment WHOLE = Fragment.of("SET jdbc_stream_results = false");

    private static final Fragment STREAMED = Fragment.of("SET jdbc_stream_results = true");

    private final Database database;
    private final Deadlines deadlines;
    private final StatementTurns turns;
    private final EngineThreads threads;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    Reads(Database database, Deadlines deadlines, EngineThreads threads, int concurrent) {
        this.database = database;
        this.deadlines = deadlines;
        this.threads = threads;
        this.turns = new StatementTurns(concurrent);
    }

    @Override
    public OptionalLong read(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        ask(WHOLE, statement, timeout, sink);
        return OptionalLong.empty();
    }

    @Override
    public void stream(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        ask(STREAMED, statement, timeout, sink);
    }

    private void ask(Fragment manner, Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        turns.run(statement, timeout, (composed, left) -> {
            String id = "read-" + asked.incrementAndGet();
            running.put(id, System.nanoTime());
            try {
                return database.read("answering a query", connection -> {
                    Statements.execute(connection, manner);
                    threads.call(connection);
                    try {
                        return run(composed, sink, left, connection);
                    } finally {
                        threads.release();
                    }
                });
            } finally {
                running.remove(id);
            }
        });
    }

    /** The longest first. */
    List<StorageFigures.Running> running() {
        long now = System.nanoTime();
        return running.entrySet().stream()
                .map(read -> new StorageFigures.Running(
                        read.getKey(),
                        Duration.ofNanos(now - read.getValue()),
                        OptionalLong.empty(),
                        OptionalLong.empty()))
                .sorted(Comparator.comparing(StorageFigures.Running::elapsed).reversed())
                .toList();
    }

    private boolean run(Fragment fragment, Consumer<Row> sink, Duration left, DuckDBConnection connection)
            throws SQLException {
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                Deadlines.Watch watch = deadlines.watch(statement, left)) {
            try (ResultSet result = statement.executeQuery()) {
                Row row = new ResultRow(result);
                while (!watch.hasCancelled() && result.next()) {
                    sink.accept(row);
                }
            } catch (SQLException e) {
                if (!watch.hasCancelled()) {
                    throw e;
                }
            }
            if (watch.isOver()) {
                throw StatementTurns.overdue(left);
            }
        }
        return true;
    }
}
