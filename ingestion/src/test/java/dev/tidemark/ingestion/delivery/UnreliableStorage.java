package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.testkit.ReferenceStorage;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reference storage behind a line that breaks: before or after what is written arrives, as told, and for events it was told to refuse. */
final class UnreliableStorage implements Storage, EventWriter {
    static final String POISON = "poison";

    private final ReferenceStorage store = new ReferenceStorage();
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final List<Event> stored = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private volatile boolean down;

    /** How a write fails. */
    enum Failure {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    void failNext(Failure... next) {
        failures.addAll(List.of(next));
    }

    /** Failures told but not met yet will not happen. */
    void recover() {
        failures.clear();
    }

    void setDown(boolean down) {
        this.down = down;
    }

    /** Everything the store holds, in the order it came. */
    List<Event> stored() {
        return stored;
    }

    /** The sizes of the batches it took. */
    List<Integer> batches() {
        return batches;
    }

    @Override
    public void append(EventBatch batch) {
        Failure failure = failures.poll();
        if (down || failure == Failure.BEFORE_COMMIT) {
            throw new StorageException(Category.UNAVAILABLE, "the line is broken", null);
        }
        if (batch.events().stream().anyMatch(event -> event.type().equals(POISON))) {
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
        return store.storedEvents();
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
