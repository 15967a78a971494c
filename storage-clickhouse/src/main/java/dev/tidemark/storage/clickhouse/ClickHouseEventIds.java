package dev.tidemark.storage.clickhouse;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.storage.sql.Fragment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads identities. What a failed batch has left is brought into order first. */
final class ClickHouseEventIds implements EventIds {

    private static final String SELECT_DAY = """
            SELECT tenant_id, event_id
            FROM events
            WHERE "timestamp" >= fromUnixTimestamp64Milli({}, 'UTC') AND "timestamp" < fromUnixTimestamp64Milli({}, 'UTC')
              AND {}""";

    /** A subquery becomes a set once, which indexes use too; an array would be made and gone through for every row. */
    private static final String SELECT_STORED = """
            SELECT tenant_id, event_id, toUnixTimestamp64Milli("timestamp")
            FROM events
            WHERE "timestamp" >= fromUnixTimestamp64Milli({}, 'UTC') AND "timestamp" <= fromUnixTimestamp64Milli({}, 'UTC')
              AND tenant_id IN (SELECT arrayJoin(splitByChar(' ', {})))
              AND event_id IN (SELECT arrayJoin(CAST(splitByChar(' ', {}), 'Array(UUID)')))
              AND {}""";

    private final Server server;
    private final ClickHouseEventWriter writer;

    ClickHouseEventIds(Server server, ClickHouseEventWriter writer) {
        this.server = server;
        this.writer = writer;
    }

    @Override
    public long forEachOfDay(LocalDate day, Sink sink) {
        writer.settle();
        Fragment select = Fragment.of(
                SELECT_DAY,
                Fragment.value(startOf(day)),
                Fragment.value(startOf(day.plusDays(1))),
                writer.isSameServer());
        return read("reading the event ids of " + day, select, in -> handOver(in, sink));
    }

    @Override
    public Set<EventKey> stored(Collection<EventKey> keys) {
        writer.settle();
        Set<EventKey> stored = new HashSet<>();
        keys.stream()
                .collect(groupingBy(key -> LocalDate.ofInstant(key.timestamp(), ZoneOffset.UTC)))
                .values()
                .forEach(sameDay -> addStored(sameDay, stored));
        return stored;
    }

    private void addStored(List<EventKey> keys, Set<EventKey> stored) {
        Map<Identity, List<EventKey>> wanted = keys.stream()
                .collect(groupingBy(key -> new Identity(key.tenant().value(), key.id())));
        long first = keys.stream()
                .map(EventKey::timestamp)
                .min(Instant::compareTo)
                .orElseThrow()
                .minus(EventKey.WINDOW)
                .toEpochMilli();
        long last = keys.stream()
                .map(EventKey::timestamp)
                .max(Instant::compareTo)
                .orElseThrow()
                .plus(EventKey.WINDOW)
                .toEpochMilli();
        Fragment select = Fragment.of(
                SELECT_STORED,
                Fragment.value(first),
                Fragment.value(last),
                Fragment.value(words(keys.stream()
                        .map(key -> key.tenant().value())
                        .distinct()
                        .toList())),
                Fragment.value(words(
                        keys.stream().map(key -> key.id().toString()).distinct().toList())),
                writer.isSameServer());
        read("looking up " + keys.size() + " event ids", select, in -> {
            InputStream rows = new BufferedInputStream(in);
            while (hasNext(rows)) {
                Identity identity = Identity.read(rows);
                Instant timestamp = Instant.ofEpochMilli(RowBinary.readInt64(rows));
                for (EventKey key : wanted.getOrDefault(identity, List.of())) {
                    if (key.isSameEvent(new EventKey(key.tenant(), key.id(), timestamp))) {
                        stored.add(key);
                    }
                }
            }
            return stored;
        });
    }

    private <R> R read(String purpose, Fragment select, Server.BytesReader<R> reader) {
        try {
            return server.bytes(purpose, select, reader);
        } catch (StorageException e) {
            writer.doubt();
            throw e;
        }
    }

    private static long handOver(InputStream in, Sink sink) throws IOException {
        InputStream rows = new BufferedInputStream(in, 1 << 16);
        Map<String, TenantId> tenants = new HashMap<>();
        long count = 0;
        while (hasNext(rows)) {
            TenantId tenant = tenants.computeIfAbsent(RowBinary.readText(rows), TenantId::new);
            sink.accept(tenant, new UUID(RowBinary.readInt64(rows), RowBinary.readInt64(rows)));
            count++;
        }
        return count;
    }

    private static boolean hasNext(InputStream rows) throws IOException {
        rows.mark(1);
        int next = rows.read();
        rows.reset();
        return next >= 0;
    }

    private static String words(List<String> words) {
        return String.join(" ", words);
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    private record Identity(String tenant, UUID id) {
        static Identity read(InputStream rows) throws IOException {
            return new Identity(
                    RowBinary.readText(rows), new UUID(RowBinary.readInt64(rows), RowBinary.readInt64(rows)));
        }
    }
}
