package dev.tidemark.app.mirrors;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store that may be away when the server starts: it is opened in the background, tried until it succeeds. Before that, it is a store that cannot be reached. */
final class LateStorage implements Storage {
    private static final Logger log = LoggerFactory.getLogger(LateStorage.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration FIRST_TRY = Duration.ofSeconds(10);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

    private final String name;
    private final Supplier<Storage> open;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Thread opening;
    private volatile String trouble = "it is being opened";
    private volatile @Nullable Storage opened;

    private LateStorage(String name, Supplier<Storage> open) {
        this.name = name;
        this.open = open;
        this.opening = Thread.ofPlatform().name("open-" + name).daemon().unstarted(this::openAtLast);
    }

    /** @param name by which it is called, whatever it calls itself */
    static LateStorage begin(String name, Supplier<Storage> open) {
        LateStorage storage = new LateStorage(name, open);
        storage.opening.start();
        return storage;
    }

    private void openAtLast() {
        Duration wait = FIRST_WAIT;
        while (opened == null && stop.getCount() > 0) {
            try {
                opened = open.get();
            } catch (RuntimeException e) {
                trouble = String.valueOf(e.getMessage());
                log.warn(
                        "the mirror {} cannot be opened and is tried again in {} ms: {}",
                        name,
                        wait.toMillis(),
                        trouble);
                tried.countDown();
                wait = pause(wait);
            }
        }
        tried.countDown();
        if (opened != null) {
            log.info("the mirror {} is open", name);
        }
    }

    /** The next wait. */
    private Duration pause(Duration wait) {
        try {
            if (stop.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                return wait;
            }
        } catch (InterruptedException e) {
            stop.countDown();
        }
        Duration longer = wait.multipliedBy(2);
        return longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
    }

    private Storage opened() {
        Storage storage = opened;
        if (storage == null) {
            throw new StorageException(
                    StorageException.Category.UNAVAILABLE, "the mirror " + name + " is not open: " + trouble, null);
        }
        return storage;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EventWriter eventWriter() {
        return batch -> opened().eventWriter().append(batch);
    }

    /** {@inheritDoc} While the store is being opened for the first time, that is waited for. */
    @Override
    public WriteSession session(String writer, Runnable claim) {
        try {
            if (!tried.await(FIRST_TRY.toNanos(), TimeUnit.NANOSECONDS)) {
                log.debug("the mirror {} is being opened for a long time", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return opened().session(writer, claim);
    }

    @Override
    public EventIds eventIds() {
        return new EventIds() {
            @Override
            public long forEachOfDay(LocalDate day, Sink sink) {
                return opened().eventIds().forEachOfDay(day, sink);
            }

            @Override
            public Set<EventKey> stored(Collection<EventKey> keys) {
                return opened().eventIds().stored(keys);
            }
        };
    }

    @Override
    public AggregateReader aggregateReader() {
        return opened().aggregateReader();
    }

    @Override
    public BehaviorReader behaviorReader() {
        return opened().behaviorReader();
    }

    @Override
    public StoredEvents storedEvents() {
        return opened().storedEvents();
    }

    @Override
    public List<RollupCoverage> rollups() {
        return opened().rollups();
    }

    @Override
    public Optional<Instant> keptSince() {
        return opened().keptSince();
    }

    @Override
    public void check() {
        opened().check();
    }

    @Override
    public StorageFigures figures() {
        return opened().figures();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            if (!opening.join(STOP_WITHIN)) {
                log.warn("the mirror {} is still being opened; that is broken off", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional.ofNullable(opened).ifPresent(Storage::close);
    }
}
