package dev.tidemark.storage.sql.postgresql;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.tenant.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads identities. They are sought by tenant and day, which an index finds and which are in one place where tenants are spread. */
public final class PostgreSqlEventIds implements EventIds {

    private static final int PIECES = 20_000;

    private static final String SELECT_DAY = """
            SELECT tenant_id, event_id
            FROM events
            WHERE "timestamp" >= ? AND "timestamp" < ?""";

    private static final String SELECT_STORED = """
            SELECT event_id, "timestamp"
            FROM events
            WHERE tenant_id = ? AND event_id = ANY (?) AND "timestamp" >= ? AND "timestamp" <= ?""";

    private final PostgreSql server;

    public PostgreSqlEventIds(PostgreSql server) {
        this.server = server;
    }

    @Override
    public long forEachOfDay(LocalDate day, Sink sink) {
        return server.read("reading the event ids of " + day, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SELECT_DAY)) {
                statement.setFetchSize(PIECES);
                statement.setObject(1, startOf(day));
                statement.setObject(2, startOf(day.plusDays(1)));
                return handOver(statement, sink);
            }
        });
    }

    private static long handOver(PreparedStatement statement, Sink sink) throws SQLException {
        long count = 0;
        try (ResultSet rows = statement.executeQuery()) {
            TenantId tenant = null;
            while (rows.next()) {
                String name = rows.getString(1);
                if (tenant == null || !tenant.value().equals(name)) {
                    tenant = new TenantId(name);
                }
                sink.accept(tenant, rows.getObject(2, UUID.class));
                count++;
            }
        }
        return count;
    }

    @Override
    public Set<EventKey> stored(Collection<EventKey> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        return server.read("looking up " + keys.size() + " event ids", connection -> {
            server.limitAsWrites(connection);
            Set<EventKey> stored = new HashSet<>();
            Map<Place, List<EventKey>> places = keys.stream().collect(groupingBy(Place::of));
            for (List<EventKey> together : places.values()) {
                addStored(together, stored, connection);
            }
            return stored;
        });
    }

    private static void addStored(List<EventKey> keys, Set<EventKey> stored, Connection connection)
            throws SQLException {
        Map<UUID, List<EventKey>> byId = keys.stream().collect(groupingBy(EventKey::id));
        try (PreparedStatement statement = connection.prepareStatement(SELECT_STORED)) {
            statement.setString(1, keys.getFirst().tenant().value());
            statement.setArray(2, connection.createArrayOf("uuid", byId.keySet().toArray()));
            statement.setObject(3, moment(first(keys).minus(EventKey.WINDOW)));
            statement.setObject(4, moment(last(keys).plus(EventKey.WINDOW)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    UUID id = rows.getObject(1, UUID.class);
                    Instant timestamp = rows.getObject(2, OffsetDateTime.class).toInstant();
                    for (EventKey key : byId.getOrDefault(id, List.of())) {
                        if (key.isSameEvent(new EventKey(key.tenant(), id, timestamp))) {
                            stored.add(key);
                        }
                    }
                }
            }
        }
    }

    private static Instant first(List<EventKey> keys) {
        return keys.stream().map(EventKey::timestamp).min(Instant::compareTo).orElseThrow();
    }

    private static Instant last(List<EventKey> keys) {
        return keys.stream().map(EventKey::timestamp).max(Instant::compareTo).orElseThrow();
    }

    private static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static OffsetDateTime moment(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private record Place(TenantId tenant, LocalDate day) {
        static Place of(EventKey key) {
            return new Place(key.tenant(), LocalDate.ofInstant(key.timestamp(), ZoneOffset.UTC));
        }
    }
}
