package dev.tidemark.storage.timescale;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.sql.postgresql.PostgreSqlEventWriter.Preparation;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Notes, in the transaction of a batch, in which hours of which tenants it has events that continuous aggregates do not show by themselves, since they are of a time that these hold already or are
 * about to. What is late is asked after the batch is known to be on its way; so whoever moves that limit waits for the batch, or the batch sees the limit.
 */
final class LateEvents implements Preparation {

    private static final String INSERT = """
            INSERT INTO late_hours (tenant_id, hour)
            SELECT * FROM unnest(?, ?::timestamptz[])""";

    /** Chunks may be compressed. A batch has few events; but those beside them in their places are unpacked with them. */
    private static final String UNPACK_WHAT_IT_TAKES = """
            SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0""";

    @Override
    public void prepare(List<Event> events) {}

    @Override
    public void within(List<Event> events, Connection connection) throws SQLException {
        Horizon horizon = Horizon.read(connection);
        horizon.requireKept(events);
        Set<Hour> late = new LinkedHashSet<>();
        for (Event event : events) {
            if (event.timestamp().isBefore(horizon.lateBefore())) {
                late.add(Hour.of(event));
            }
        }
        if (!late.isEmpty()) {
            Statements.execute(connection, UNPACK_WHAT_IT_TAKES);
            note(List.copyOf(late), connection);
        }
    }

    private static void note(List<Hour> late, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text",
                            late.stream().map(hour -> hour.tenant.value()).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text",
                            late.stream().map(hour -> hour.start.toString()).toArray()));
            statement.executeUpdate();
        }
    }

    private record Hour(TenantId tenant, Instant start) {

        static Hour of(Event event) {
            return new Hour(event.tenant(), event.timestamp().truncatedTo(ChronoUnit.HOURS));
        }
    }
}
