package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBReadableVector;

/** Reads identities. Events lie in the order of their arrival, so the engine skips all but the stretches of the days asked for. */
final class EmbeddedEventIds implements EventIds {

    private static final String SELECT_TENANTS = """
            SELECT DISTINCT tenant_id
            FROM events
            WHERE "timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND "timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS
            ORDER BY tenant_id
            """;

    /** A tenant is its place among those of {@link #SELECT_TENANTS}: a text per row would cost ten times as much as the ids. */
    private static final String SELECT_DAY = """
            SELECT t.tenant_no, e.event_id_high, e.event_id_low
            FROM events AS e
            JOIN (SELECT tenant_id, row_number() OVER (ORDER BY tenant_id) AS tenant_no FROM (%s)) AS t
              ON e.tenant_id = t.tenant_id
            WHERE e."timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND e."timestamp" < make_timestamp_ms(?)::TIMESTAMP_MS
            """.formatted(SELECT_TENANTS);

    private static final String SELECT_STORED = """
            SELECT k.key_no, epoch_ms(e."timestamp")
            FROM events AS e
            JOIN wanted_keys(%d) AS k
              ON e.event_id_high = k.high AND e.event_id_low = k.low AND e.tenant_id = k.tenant
            WHERE e."timestamp" >= make_timestamp_ms(?)::TIMESTAMP_MS AND e."timestamp" <= make_timestamp_ms(?)::TIMESTAMP_MS
            """;

    private final Database database;
    private final KeysFunction function;

    EmbeddedEventIds(Database database, KeysFunction function) {
        this.database = database;
        this.function = function;
    }

    @Override
    public long forEachOfDay(LocalDate day, Sink sink) {
        long from = startOf(day).toEpochMilli();
        long to = startOf(day.plusDays(1)).toEpochMilli();
        return database.read("reading the event ids of " + day, connection -> {
            connection.setAutoCommit(false); // both statements see the same tenants
            List<TenantId> tenants = tenants(from, to, connection);
            try (DuckDBPreparedStatement statement = connection.prepare(SELECT_DAY)) {
                statement.setLong(1, from);
                statement.setLong(2, to);
                statement.setLong(3, from);
                statement.setLong(4, to);
                try (DuckDBChunkedResult result = statement.query()) {
                    return handOver(result, tenants, sink);
                }
            }
        });
    }

    @Override
    public Set<EventKey> stored(Collection<EventKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return database.read("looking up " + keys.size() + " event ids", connection -> {
            Map<LocalDate, List<EventKey>> days =
                    keys.stream().collect(groupingBy(key -> LocalDate.ofInstant(key.timestamp(), ZoneOffset.UTC)));
            Set<EventKey> stored = new HashSet<>();
            for (List<EventKey> sameDay : days.values()) {
                addStored(connection, sameDay, stored);
            }
            return stored;
        });
    }

    private void addStored(DuckDBConnection connection, List<EventKey> keys, Set<EventKey> stored) throws SQLException {
        long ticket = function.offer(keys);
        try (PreparedStatement statement = connection.prepareStatement(SELECT_STORED.formatted(ticket))) {
            statement.setLong(1, first(keys).minus(EventKey.WINDOW).toEpochMilli());
            statement.setLong(2, last(keys).plus(EventKey.WINDOW).toEpochMilli());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    EventKey key = keys.get((int) rows.getLong(1));
                    if (key.isSameEvent(new EventKey(key.tenant(), key.id(), Instant.ofEpochMilli(rows.getLong(2))))) {
                        stored.add(key);
                    }
                }
            }
        } finally {
            function.withdraw(ticket);
        }
    }

    private static List<TenantId> tenants(long from, long to, DuckDBConnection connection) throws SQLException {
        List<TenantId> tenants = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT_TENANTS)) {
            statement.setLong(1, from);
            statement.setLong(2, to);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tenants.add(new TenantId(rows.getString(1)));
                }
            }
        }
        return tenants;
    }

    private static long handOver(DuckDBChunkedResult result, List<TenantId> tenants, Sink sink) {
        long count = 0;
        while (result.nextChunk()) {
            DuckDBDataChunkReader chunk = result.chunk();
            DuckDBReadableVector tenant = chunk.vector(0);
            DuckDBReadableVector high = chunk.vector(1);
            DuckDBReadableVector low = chunk.vector(2);
            for (long row = 0; row < chunk.rowCount(); row++) {
                sink.accept(tenants.get((int) tenant.getLong(row) - 1), new UUID(high.getLong(row), low.getLong(row)));
            }
            count += chunk.rowCount();
        }
        return count;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static Instant first(List<EventKey> keys) {
        return keys.stream().map(EventKey::timestamp).min(Instant::compareTo).orElseThrow();
    }

    private static Instant last(List<EventKey> keys) {
        return keys.stream().map(EventKey::timestamp).max(Instant::compareTo).orElseThrow();
    }
}
