package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes a batch in one transaction, straight into the table of events. Where one of its events is there already, which the caller has ruled out but for two servers that were
 * sent the same at the same time, what is there is looked up and stays as it is, and the rest is written. A failure where none is there
 * is another one.
 */
public final class PostgreSqlEventWriter implements EventWriter {

    private static final int PIECE = 1 << 16;

    private final PostgreSql server;
    private final EventIds ids;
    private final EventsTable table;
    private final Preparation preparation;
    private final long lock;

    /** @param preparation is done before each batch, outside of its transaction */
    public PostgreSqlEventWriter(PostgreSql server, EventsTable table, Preparation preparation) {
        this.server = server;
        this.ids = new PostgreSqlEventIds(server);
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
        while (!events.isEmpty()) {
            List<Event> left = events;
            try {
                server.writing(connection -> copy(left, connection));
                return;
            } catch (SQLException e) {
                StorageException failure = PostgreSqlErrors.whileWriting(purpose, e);
                if (failure.isRetryable() && !PostgreSqlErrors.mayBeDuplicate(e)) {
                    throw failure;
                }
                events = withoutStored(left);
                if (events.size() == left.size()) {
                    throw failure;
                }
            }
        }
    }

    private List<Event> withoutStored(List<Event> events) {
        Set<EventKey> stored = ids.stored(events.stream().map(Event::key).toList());
        return events.stream().filter(event -> !stored.contains(event.key())).toList();
    }

    private long copy(List<Event> events, Connection connection) throws SQLException {
        byte[] rows = table.rows(events, number(connection));
        preparation.within(events, connection);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copyInto(EventsTable.NAME));
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

    /** From before it has its number, a batch is known to be on its way. */
    private long number(Connection connection) throws SQLException {
        Statements.execute(connection, "SELECT pg_advisory_xact_lock_shared(" + lock + ")");
        return Statements.rows(connection, "SELECT nextval('event_batches')", row -> row.getLong(1))
                .getFirst();
    }
}
