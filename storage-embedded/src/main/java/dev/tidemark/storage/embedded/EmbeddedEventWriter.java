package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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
    private final EventsFunction function;
    private final EventsTable table;
    private final List<RollupDefinition> definitions;
    private final List<RollupTable> rollups;
    private final Dialect dialect;
    private final Listener listener;
    private @Nullable DuckDBConnection session;

    EmbeddedEventWriter(
            Database database,
            EventsFunction function,
            EventsTable table,
            List<RollupDefinition> definitions,
            Dialect dialect,
            Listener listener) {
        this.database = database;
        this.function = function;
        this.table = table;
        this.definitions = definitions;
        this.rollups = definitions.stream()
                .flatMap(definition -> RollupTable.of(definition, dialect))
                .toList();
        this.dialect = dialect;
        this.listener = listener;
    }

    @Override
    public synchronized void append(EventBatch batch) {
        database.use(() -> {
            try {
                write(session(), batch);
                return batch;
            } catch (SQLException e) {
                endSession();
                database.noteIfFatal(e);
                throw EmbeddedErrors.whileWriting("storing " + batch.size() + " events", e);
            } finally {
                function.offer(List.of());
            }
        });
        listener.appended(batch);
    }

    private void write(DuckDBConnection connection, EventBatch batch) throws SQLException {
        function.offer(batch.events());
        try (Statement statement = connection.createStatement()) {
            statement.execute(table.insertBatch());
            statement.execute(table.stageBatch(definitions));
            for (RollupTable rollup : rollups) {
                addTo(rollup, connection);
            }
            statement.execute("TRUNCATE " + EventsTable.STAGED);
        }
        connection.commit();
    }

    private void addTo(RollupTable rollup, DuckDBConnection connection) throws SQLException {
        Fragment insert =
                Fragment.of("INSERT INTO " + dialect.quote(rollup.name()) + " {}", rollup.ofEvents(EventsTable.STAGED));
        try (PreparedStatement statement = Statements.prepare(connection, insert)) {
            statement.execute();
        }
    }

    /** The connection that batches are written with; a new one after each failure, for its state is then unknown. */
    private DuckDBConnection session() throws SQLException {
        if (session == null || session.isClosed()) {
            DuckDBConnection connection = database.connect();
            session = connection;
            try (Statement statement = connection.createStatement()) {
                statement.execute(table.createStaged(definitions));
            }
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
