package dev.tidemark.testkit;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every store must equal: all ports over a plain list, written from the ports' own words, slow and obviously right. It looks
 * at every event for every question and ignores the plan of a read, so that it cannot share a mistake with a planner.
 */
public final class ReferenceStorage implements Storage, EventWriter, EventIds, AggregateReader {

    private final List<Event> events;
    private final List<RollupCoverage> rollups;

    /** A store that keeps no rollups. */
    public ReferenceStorage() {
        this(List.of());
    }

    /**
     * A store that claims to keep rollups, for those who plan; its answers are the same.
     *
     * @param rollups the preferred first
     */
    public ReferenceStorage(List<RollupCoverage> rollups) {
        this(new CopyOnWriteArrayList<>(), rollups);
    }

    private ReferenceStorage(List<Event> events, List<RollupCoverage> rollups) {
        this.events = events;
        this.rollups = List.copyOf(rollups);
    }

    /** The same events, in a store that claims to keep other rollups. */
    public ReferenceStorage keeping(List<RollupCoverage> others) {
        return new ReferenceStorage(events, others);
    }

    @Override
    public void append(EventBatch batch) {
        events.addAll(batch.events());
    }

    @Override
    public long forEachOfDay(LocalDate day, Sink sink) {
        List<Event> found = events.stream()
                .filter(event ->
                        event.timestamp().atZone(ZoneOffset.UTC).toLocalDate().equals(day))
                .toList();
        found.forEach(event -> sink.accept(event.tenant(), event.id()));
        return found.size();
    }

    @Override
    public Set<EventKey> stored(Collection<EventKey> keys) {
        Map<UUID, List<Event>> byId = events.stream().collect(groupingBy(Event::id));
        return keys.stream()
                .filter(key -> byId.getOrDefault(key.id(), List.of()).stream()
                        .anyMatch(event -> event.key().isSameEvent(key)))
                .collect(Collectors.toSet());
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        AggregateQuery query = read.query();
        List<AggregateRow> rows = groups(query).entrySet().stream()
                .map(group -> row(group.getKey(), group.getValue(), query))
                .sorted(new RowOrder(query.order()))
                .limit(query.limit())
                .toList();
        return new AggregateRows(rows, OptionalLong.of(events.size()));
    }

    private Map<Group, List<Event>> groups(AggregateQuery query) {
        Map<Group, List<Event>> groups =
                new HashMap<>(counted(query).collect(groupingBy(event -> Group.of(event, query))));
        if (query.dimensions().isEmpty() && query.buckets().size() == 1) {
            groups.putIfAbsent(new Group(0, List.of()), List.of());
        }
        return groups;
    }

    private Stream<Event> counted(AggregateQuery query) {
        Predicate<Event> filter = new FilterMatch(query.filter());
        return events.stream()
                .filter(event -> event.tenant().equals(query.tenant()))
                .filter(event -> query.buckets().range().contains(event.timestamp()))
                .filter(filter);
    }

    private static AggregateRow row(Group group, List<Event> members, AggregateQuery query) {
        List<@Nullable Object> values = query.aggregates().stream()
                .<@Nullable Object>map(aggregate -> AggregateValue.of(aggregate, members))
                .toList();
        return new AggregateRow(group.bucket(), group.dimensions(), values);
    }

    private record Group(int bucket, List<@Nullable Object> dimensions) {

        static Group of(Event event, AggregateQuery query) {
            int bucket = 0;
            while (!query.buckets().get(bucket).range().contains(event.timestamp())) {
                bucket++;
            }
            return new Group(
                    bucket,
                    query.dimensions().stream()
                            .<@Nullable Object>map(dimension -> dimension.valueIn(event))
                            .toList());
        }
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public EventWriter eventWriter() {
        return this;
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        return WriteSession.shared(this, claim);
    }

    @Override
    public EventIds eventIds() {
        return this;
    }

    @Override
    public AggregateReader aggregateReader() {
        return this;
    }

    @Override
    public BehaviorReader behaviorReader() {
        return new ReferenceBehavior(events);
    }

    @Override
    public StoredEvents storedEvents() {
        return new ReferenceStoredEvents(events);
    }

    @Override
    public List<RollupCoverage> rollups() {
        return rollups;
    }

    @Override
    public void check() {
        // A list always works.
    }

    @Override
    public StorageFigures figures() {
        return new StorageFigures(events.size(), 0, List.of(new StorageFigures.Table("events", events.size())));
    }

    @Override
    public void close() {
        // The list stays, as files would: tests go on using it.
    }
}
