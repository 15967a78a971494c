package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reference with one mistake. */
final class FlawedStorage implements Storage, EventWriter, EventIds, AggregateReader {

    private static final List<TimeRange> ALWAYS =
            List.of(new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")));

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Flaw flaw;
    private volatile List<RollupDefinition> rollups = BuiltInRollups.all();

    FlawedStorage(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public void append(EventBatch batch) {
        flaw.write(batch.events(), events);
    }

    @Override
    public AggregateRows read(AggregateRead read) {
        List<Event> own = events.stream()
                .filter(event -> flaw.isVisible(event.tenant(), read.query().tenant()))
                .toList();
        return flaw.answered(holding(flaw.seen(own, read)).read(flaw.asked(read)), read);
    }

    @Override
    public long forEachOfDay(LocalDate day, Sink sink) {
        return holding(flaw.seenOfDay(events, day)).forEachOfDay(day, sink);
    }

    @Override
    public Set<EventKey> stored(Collection<EventKey> keys) {
        return flaw.stored(events, holding(events).stored(keys), keys);
    }

    /** What happens to the data when the store is closed and opened again. */
    void reopen(List<RollupDefinition> keeping) {
        flaw.reopen(events);
        rollups = List.copyOf(keeping);
    }

    private static ReferenceStorage holding(List<Event> events) {
        ReferenceStorage storage = new ReferenceStorage();
        if (!events.isEmpty()) {
            storage.append(new EventBatch(events));
        }
        return storage;
    }

    @Override
    public String name() {
        return "flawed";
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
        return new FlawedBehavior(events, flaw);
    }

    @Override
    public StoredEvents storedEvents() {
        return new FlawedStoredEvents(events, flaw);
    }

    @Override
    public List<RollupCoverage> rollups() {
        return rollups.stream()
                .map(rollup -> new RollupCoverage(rollup, ALWAYS))
                .toList();
    }

    @Override
    public void check() {
        // Works, as far as it does.
    }

    @Override
    public StorageFigures figures() {
        return new StorageFigures(events.size(), 0, List.of());
    }

    @Override
    public void close() {
        // The events stay.
    }
}
