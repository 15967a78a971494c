package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.storage.EventWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a batch in one transaction, straight into the table of events. Where one of its events is there already, which the caller has ruled out but for two servers that were
 * sent the same at the same time, the batch goes by a table of its own, and what is there stays as it is. What else the table refuses it
 * refuses there once more, and then it is told.
 */
public final class PostgreSqlEventWriter implements EventWriter {

    private static final String STAGED = "staged_events";
    private static final int PIECE = 1 << 16;

    private final PostgreSql server;
    private final EventsTable table;
    private final Preparation preparation;
    private final long lock;

    /** @param preparation is done before each batch, outside of its transaction */
    public PostgreSqlEventWriter(PostgreSql server, EventsTable table, Preparation preparation) {
        this.server = server;
        this.table = table;
        this.preparation = preparation;
        this.lock = new AdvisoryLocks(server.settings().schema()).batches();
    }

    /** Makes room for a batch. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(List<Event> events);

        /** What else there is to do in the transaction of a batch, before it is written, while it is known to be on its way. */
        default void within(List<Event> events, Connection connection) throws SQLException {}
    }

    @Override
    public void append(EventBatch batch) {
        List<Event> events = batch.events();
        String purpose = "storing " + batch.size() + " events";
        preparation.prepare(events);
        try {
            server.writing(connection -> copy(events, EventsTable.NAME, connection));
        } catch (SQLException e) {
            if (PostgreSqlErrors.whileWriting(purpose, e).isRetryable() && !PostgreSqlErrors.mayBeDuplicate(e)) {
                throw PostgreSqlErrors.whileWriting(purpose, e);
            }
            server.write(purpose, connection -> stage(events, connection));
        }
    }

    private long copy(List<Event> events, String into, Connection connection) throws SQLException {
        byte[] rows = table.rows(events, number(connection));
        preparation.within(events, connection);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyInto(into));
        try {
            for (int from = 0; from < rows.length; from += PIECE) {
                copy.writeToCopy(rows, from, Math.min(PIECE, rows.length - from));
            }
            return copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private long stage(List<Event> events, Connection connection) throws SQLException {
        Statements.execute(
                connection,
                "CREATE TEMPORARY TABLE IF NOT EXISTS " + STAGED + " (LIKE " + EventsTable.NAME
                        + ") ON COMMIT DELETE ROWS");
        copy(events, STAGED, connection);
        Statements.execute(
                connection,
                "INSERT INTO " + EventsTable.NAME + " (" + table.names() + ") SELECT " + table.names() + " FROM "
                        + STAGED + " ON CONFLICT (" + EventsTable.KEY + ") DO NOTHING");
        return events.size();
    }

    /** From before it has its number, a batch is known to be on its way. */
    private long number(Connection connection) throws SQLException {
        Statements.execute(connection, "SELECT pg_advisory_xact_lock_shared(" + lock + ")");
        return Statements.rows(connection, "SELECT nextval('event_batches')", row -> row.getLong(1))
                .getFirst();
    }
}
