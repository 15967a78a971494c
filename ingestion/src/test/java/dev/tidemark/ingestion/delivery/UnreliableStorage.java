package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The reference storage behind a line that breaks: before or after what is written arrives, as told, and for events it was told to refuse. */
public final class UnreliableStorage implements Storage, EventWriter {
    public static final String POISON = "poison";

    private final ReferenceStorage store = new ReferenceStorage();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final List<Event> stored = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile boolean down;
    private volatile boolean refuses = true;

    /** How a write fails. */
    public enum Failure {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    public void failNext(Failure... next) {
        failures.addAll(List.of(next));
    }

    /** Failures told but not met yet will not happen. */
    public void recover() {
        failures.clear();
    }

    /** Takes what it was told to refuse, too. */
    public void takeEverything() {
        refuses = false;
    }

    public void setDown(boolean down) {
        this.down = down;
    }

    /** Everything the store holds, in the order it came. */
    public List<Event> stored() {
        return stored;
    }

    /** The sizes of the batches it took. */
    public List<Integer> batches() {
        return batches;
    }

    @Override
    public void append(EventBatch batch) {
        Failure failure = failures.poll();
        if (down || failure == Failure.BEFORE_COMMIT) {
            throw new StorageException(Category.UNAVAILABLE, "the line is broken", null);
        }
        if (refuses && batch.events().stream().anyMatch(event -> event.type().equals(POISON))) {
            throw new StorageException(Category.REFUSED, "poison is not taken", null);
        }
        store.append(batch);
        stored.addAll(batch.events());
        batches.add(batch.size());
        if (failure == Failure.AFTER_COMMIT) {
            throw new StorageException(Category.UNAVAILABLE, "the line broke during the commit", null);
        }
    }

    @Override
    public String name() {
        return "unreliable";
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
        return store.eventIds();
    }

    @Override
    public AggregateReader aggregateReader() {
        return store.aggregateReader();
    }

    @Override
    public BehaviorReader behaviorReader() {
        return store.behaviorReader();
    }

    @Override
    public StoredEvents storedEvents() {
        StoredEvents events = store.storedEvents();
        return new StoredEvents() {
            @Override
            public SortedMap<TenantId, Long> tenants(Duration timeout) {
                requireUp();
                return events.tenants(timeout);
            }

            @Override
            public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
                requireUp();
                return events.read(read, sink);
            }
        };
    }

    private void requireUp() {
        if (down) {
            throw new StorageException(Category.UNAVAILABLE, "the line is broken", null);
        }
    }

    @Override
    public List<RollupCoverage> rollups() {
        return store.rollups();
    }

    @Override
    public void check() {
        store.check();
    }

    @Override
    public StorageFigures figures() {
        return store.figures();
    }

    @Override
    public void close() {
        store.close();
    }
}
