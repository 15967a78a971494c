package dev.tidemark.storage.clickhouse;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Several shards as one store. All events of a tenant are in one shard, and every question is of one tenant; so a shard is written to and asked by itself, just
 * as a server that is alone.
 */
final class ShardedStorage implements Storage {

    private final List<Storage> shards;
    private final EventWriter eventWriter;

    ShardedStorage(List<? extends Storage> shards) {
        this.shards = List.copyOf(shards);
        this.eventWriter = new ShardedEventWriter(
                this.shards.stream().map(Storage::eventWriter).toList());
    }

    /** The position of the tenant's shard, as {@link Layout#SHARDING_KEY} has it. */
    static int shardOf(TenantId tenant, int shards) {
        CRC32 sum = new CRC32();
        sum.update(tenant.value().getBytes(StandardCharsets.UTF_8));
        return (int) (sum.getValue() % shards);
    }

    private Storage of(TenantId tenant) {
        return shards.get(shardOf(tenant, shards.size()));
    }

    @Override
    public String name() {
        return shards.getFirst().name();
    }

    @Override
    public EventWriter eventWriter() {
        return eventWriter;
    }

    @Override
    public EventIds eventIds() {
        return new Ids(shards.stream().map(Storage::eventIds).toList());
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        List<WriteSession> sessions = new ArrayList<>();
        try {
            shards.forEach(shard -> sessions.add(shard.session(name, claim)));
        } catch (RuntimeException e) {
            sessions.forEach(WriteSession::close);
            throw e;
        }
        return WriteSession.of(
                new ShardedEventWriter(
                        sessions.stream().map(WriteSession::eventWriter).toList()),
                new Ids(sessions.stream().map(WriteSession::eventIds).toList()),
                () -> sessions.forEach(WriteSession::close));
    }

    @Override
    public AggregateReader aggregateReader() {
        return read -> of(read.query().tenant()).aggregateReader().read(read);
    }

    @Override
    public BehaviorReader behaviorReader() {
        return new ShardedBehaviorReader(tenant -> of(tenant).behaviorReader());
    }

    @Override
    public StoredEvents storedEvents() {
        return new Events();
    }

    /** What every shard can answer for. */
    @Override
    public List<RollupCoverage> rollups() {
        return AllShards.coverage(shards.stream().map(Storage::rollups).toList());
    }

    /** The latest that one of them has. */
    @Override
    public Optional<Instant> keptSince() {
        return shards.stream().flatMap(shard -> shard.keptSince().stream()).max(Instant::compareTo);
    }

    @Override
    public void check() {
        shards.forEach(Storage::check);
    }

    @Override
    public StorageFigures figures() {
        return AllShards.figures(shards.stream().map(Storage::figures).toList());
    }

    @Override
    public void close() {
        shards.forEach(Storage::close);
    }

    private static final class Ids implements EventIds {
        private final List<EventIds> shards;

        Ids(List<EventIds> shards) {
            this.shards = shards;
        }

        @Override
        public long forEachOfDay(LocalDate day, Sink sink) {
            long count = 0;
            for (EventIds shard : shards) {
                count += shard.forEachOfDay(day, sink);
            }
            return count;
        }

        @Override
        public Set<EventKey> stored(Collection<EventKey> keys) {
            Set<EventKey> stored = new HashSet<>();
            keys.stream()
                    .collect(groupingBy(key -> shardOf(key.tenant(), shards.size())))
                    .forEach((shard, own) -> stored.addAll(shards.get(shard).stored(own)));
            return stored;
        }
    }

    private final class Events implements StoredEvents {
        @Override
        public SortedMap<TenantId, Long> tenants(Duration timeout) {
            TreeMap<TenantId, Long> tenants = new TreeMap<>();
            shards.forEach(shard -> tenants.putAll(shard.storedEvents().tenants(timeout)));
            return tenants;
        }

        @Override
        public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
            return of(read.tenant()).storedEvents().read(read, sink);
        }
    }
}
