package dev.tidemark.query.answer;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.testkit.ReferenceStorage;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A store whose reads wait for a signal, and which counts how many are under way. */
public final class WaitingStorage implements Storage {

    public final CountDownLatch begun = new CountDownLatch(1);
    public final CountDownLatch interrupted = new CountDownLatch(1);
    final CountDownLatch mayEnd = new CountDownLatch(1);
    final AtomicInteger reads = new AtomicInteger();

    private final ReferenceStorage empty = new ReferenceStorage();

    @Override
    public AggregateReader aggregateReader() {
        return read -> {
            reads.incrementAndGet();
            begun.countDown();
            try {
                mayEnd.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw new IllegalStateException(e);
            }
            return empty.read(read);
        };
    }

    @Override
    public String name() {
        return "waiting";
    }

    @Override
    public EventWriter eventWriter() {
        return empty;
    }

    @Override
    public WriteSession session(String name, Runnable claim) {
        return WriteSession.shared(this, claim);
    }

    @Override
    public EventIds eventIds() {
        return empty;
    }

    @Override
    public BehaviorReader behaviorReader() {
        return empty.behaviorReader();
    }

    @Override
    public StoredEvents storedEvents() {
        return empty.storedEvents();
    }

    @Override
    public List<RollupCoverage> rollups() {
        return empty.rollups();
    }

    @Override
    public void check() {
        empty.check();
    }

    @Override
    public StorageFigures figures() {
        return empty.figures();
    }

    @Override
    public void close() {
        empty.close();
    }
}
