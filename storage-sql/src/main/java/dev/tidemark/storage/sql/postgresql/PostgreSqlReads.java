package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.Row;
import dev.tidemark.storage.sql.StatementReader;
import dev.tidemark.storage.sql.StatementTurns;
import java.sql.Connection;
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

/** Runs the statements of questions: so many at a time as the settings allow, each within its time. */
public final class PostgreSqlReads implements StatementReader, AutoCloseable {

    /** The server computes an answer that is sent whole with several processes, one that is sent by pieces with one. */
    private static final int WHOLE = 0;

    private static final int PIECES = 5_000;

    private final PostgreSql server;
    private final String limits;
    private final Deadlines deadlines = new Deadlines();
    private final StatementTurns turns;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Long> running = new ConcurrentHashMap<>();

    /** @param limits further settings of each question's transaction: statements {@code SET LOCAL …} with semicolons between */
    public PostgreSqlReads(PostgreSql server, String limits) {
        this.server = server;
        this.limits = limits;
        this.turns = new StatementTurns(server.settings().concurrentReads());
    }

    @Override
    public OptionalLong read(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        ask(WHOLE, statement, timeout, sink);
        return OptionalLong.empty();
    }

    @Override
    public void stream(Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        ask(PIECES, statement, timeout, sink);
    }

    /** What this process asks at the moment, the longest first. */
    public List<StorageFigures.Running> running() {
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

    @Override
    public void close() {
        deadlines.close();
    }

    private void ask(int pieces, Supplier<Fragment> statement, Duration timeout, Consumer<Row> sink) {
        turns.run(statement, timeout, (composed, left) -> {
            String id = "read-" + asked.incrementAndGet();
            running.put(id, System.nanoTime());
            try {
                return server.read("answering a query", connection -> {
                    limit(left, connection);
                    return run(composed, pieces, sink, left, connection);
                });
            } finally {
                running.remove(id);
            }
        });
    }

    /** Compiling a statement takes longer than most take to run. */
    private void limit(Duration left, Connection connection) throws SQLException {
        PostgreSql.limitSilence(connection, left);
        long millis = Math.clamp(left.toMillis(), 1, Integer.MAX_VALUE);
        Statements.execute(
                connection,
                "SET TRANSACTION READ ONLY; SET LOCAL statement_timeout = " + millis + "; SET LOCAL jit = off"
                        + (limits.isEmpty() ? "" : "; " + limits));
    }

    private boolean run(Fragment fragment, int pieces, Consumer<Row> sink, Duration left, Connection connection)
            throws SQLException {
        try (PreparedStatement statement = Statements.prepare(connection, fragment);
                Deadlines.Watch watch = deadlines.watch(statement, left)) {
            statement.setFetchSize(pieces);
            try (ResultSet result = statement.executeQuery()) {
                Row row = new ResultSetRow(result);
                while (!watch.hasCancelled() && result.next()) {
                    sink.accept(row);
                }
            } catch (SQLException e) {
                if (!watch.hasCancelled() && !PostgreSqlErrors.isCanceled(e)) {
                    throw e;
                }
                throw StatementTurns.overdue(left);
            }
            if (watch.hasCancelled()) {
                throw StatementTurns.overdue(left);
            }
        }
        return true;
    }
}
