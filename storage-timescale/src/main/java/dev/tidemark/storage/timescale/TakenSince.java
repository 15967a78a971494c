package dev.tidemark.storage.timescale;

import dev.tidemark.domain.event.Event;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Refuses batches in which an event may have been stored and deleted before. */
final class TakenSince implements Preparation {

    @Override
    public void prepare(List<Event> events) {}

    @Override
    public void within(List<Event> events, Connection connection) throws SQLException {
        Horizon.read(connection).requireKept(events);
    }
}
