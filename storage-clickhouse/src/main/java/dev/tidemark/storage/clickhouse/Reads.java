package dev.tidemark.storage.clickhouse;

import com.clickhouse.data.ClickHouseFormat;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.Row;
import dev.tidemark.storage.sql.StatementReader;
import dev.tidemark.storage.sql.StatementTurns;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs the statements of questions: so many at a time as the settings allow, each within its time and memory. */
final class Reads implements StatementReader {

    private final Server server;
    private final Fence fence;
    private final Deadlines deadlines;
    private final StatementTurns turns;

    Reads(Server server, Fence fence, Deadlines deadlines) {
        this.server = server;
        this.fence = fence;
        this.deadlines = deadlines;
        this.turns = new StatementTurns(server.settings().limits().concurrentReads());
    }

    /** As the server sends them, whether they fit into memory or not. */
    @Override
    public OptionalLong read(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        return turns.run(statement, timeout, (composed, left) -> run(composed, sink, left));
    }

    @Override
    public void stream(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        read(statement, timeout, sink);
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
                        throw StatementTurns.overdue(left);
                    }
                    sink.accept(row);
                });
                if (Thread.currentThread().isInterrupted()) {
                    throw StatementTurns.overdue(left);
                }
                return answer.rowsRead() > 0 ? OptionalLong.of(answer.rowsRead()) : OptionalLong.empty();
            } catch (Exception e) {
                if (watch.hasEnded() || Thread.currentThread().isInterrupted()) {
                    throw StatementTurns.overdue(left);
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
}
