package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.storage.EventWriter;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * Writes a batch in one transaction: its events, and for each rollup rows of the batch's own aggregates. Nothing stored is looked
 * at, so a batch costs the same however much there is; {@link Compaction} merges the rows later.
 *
 * <p>The commit is durable: the engine syncs its write-ahead log before it returns.
 */
final class EmbeddedEventWriter implements EventWriter {

    private final Database database;
    private final EventsTable table;
    private final Supplier<List<RollupWriter>> rollups;
    private final Listener listener;

    /** Aggregates a batch while the engine takes its events. */
    private final Executor aggregation = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("tidemark-embedded-aggregation").factory());

    private @Nullable DuckDBConnection session;

    EmbeddedEventWriter(Database database, EventsTable table, Supplier<List<RollupWriter>> rollups, Listener listener) {
        this.database = database;
        this.table = table;
        this.rollups = rollups;
        this.listener = listener;
    }

    @Override
    public synchronized void append(EventBatch batch) {
        database.use(() -> {
            try {
                write(session(), batch.events());
                return batch;
            } catch (SQLException e) {
                endSession();
                database.noteIfFatal(e);
                throw EmbeddedErrors.whileWriting("storing " + batch.size() + " events", e);
            } finally {
                table.function().offer(List.of());
            }
        });
        listener.appended(batch);
    }

    /** Does something while no batch is being written. */
    synchronized void betweenBatches(Runnable work) {
        work.run();
    }

    private void write(DuckDBConnection connection, List<Event> events) throws SQLException {
        List<RollupWriter> writers = rollups.get();
        table.function().offer(events);
        CompletableFuture<List<List<List<BatchGroup>>>> groups =
                CompletableFuture.supplyAsync(() -> groups(events, writers), aggregation);
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.insertBatch());
            List<List<List<BatchGroup>>> aggregated = groups.join();
            for (int i = 0; i < writers.size(); i++) {
                writers.get(i).write(aggregated.get(i), statement);
            }
        }
        connection.commit();
    }

    /** For each rollup and each of its granularities. */
    private static List<List<List<BatchGroup>>> groups(List<Event> events, List<RollupWriter> writers) {
        return writers.stream().map(rollup -> rollup.groups(events)).toList();
    }

    /** The connection that batches are written with; a new one after each failure, for its state is then unknown. */
    private DuckDBConnection session() throws SQLException {
        if (session == null || session.isClosed()) {
            DuckDBConnection connection = database.connect();
            session = connection;
            connection.setAutoCommit(false);
        }
        return session;
    }

    private void endSession() {
        if (session != null) {
            database.release(session);
            session = null;
        }
    }

    /** Told about each batch that is stored. */
    @FunctionalInterface
    interface Listener {
        void appended(EventBatch batch);
    }
}
