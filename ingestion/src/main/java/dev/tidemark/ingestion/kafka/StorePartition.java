package dev.tidemark.ingestion.kafka;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.delivery.Backoff;
import dev.tidemark.ingestion.delivery.DeadLetters;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.delivery.DeliveryState.Status;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Delivers a partition to a store, under a name that whoever has the partition next writes under as well: it completes what this process may leave unfinished, and from then on the store takes nothing more of this one.
 */
final class StorePartition implements PartitionWork.Running {
    private final Target target;
    private final PartitionReader reader;
    private final Runnable claim;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread opening;
    private @Nullable WriteSession session;
    private @Nullable Delivery delivery;
    private volatile DeliveryState openingState = new DeliveryState(Status.RUNNING, "");

    /**
     * Where partitions are delivered to.
     *
     * @param name of writers, to which the partition's number is added
     * @param backfill what a partition's store gets before it goes on with the log
     */
    record Target(
            String name,
            Storage storage,
            Spread spread,
            Function<PartitionReader, Backfill> backfill,
            DeadLetters deadLetters,
            DeliverySettings settings,
            DeliveryObserver observer) {}

    private StorePartition(Target target, PartitionReader reader, Runnable claim) {
        this.target = target;
        this.reader = reader;
        this.claim = claim;
        this.opening = Thread.ofVirtual().name("open-" + name()).unstarted(this::open);
    }

    static StorePartition begin(Target target, PartitionReader reader, Runnable claim) {
        StorePartition partition = new StorePartition(target, reader, claim);
        partition.opening.start();
        return partition;
    }

    private String name() {
        return target.name() + "/" + reader.partition();
    }

    private void open() {
        Backoff backoff =
                new Backoff(target.settings().retryFrom(), target.settings().retryUpTo());
        while (stop.getCount() > 0) {
            try {
                begin(target.storage().session(name(), claim));
                return;
            } catch (RuntimeException e) {
                String message = "partition " + reader.partition() + ": " + e.getMessage();
                openingState = new DeliveryState(Status.RETRYING, message);
                Duration wait = backoff.next();
                target.observer().retrying(message, e, wait);
                pause(wait);
            }
        }
    }

    private void begin(WriteSession opened) {
        lock.lock();
        try {
            openingState = new DeliveryState(Status.RUNNING, "");
            session = opened;
            if (stop.getCount() > 0) {
                delivery = Delivery.start(
                        target.storage().name() + "-" + reader.partition(),
                        reader,
                        WriteSession.of(opened.eventWriter(), new OwnIds(opened.eventIds())),
                        target.backfill().apply(reader),
                        target.deadLetters(),
                        target.settings(),
                        target.observer());
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration wait) {
        try {
            stop.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public DeliveryState state() {
        lock.lock();
        try {
            return delivery == null ? openingState : delivery.state();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            opening.join(target.settings().stopWithin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional.ofNullable(started()).ifPresent(Delivery::close);
        reader.close();
        closeSession();
    }

    private @Nullable Delivery started() {
        lock.lock();
        try {
            return delivery;
        } finally {
            lock.unlock();
        }
    }

    private void closeSession() {
        lock.lock();
        try {
            if (session != null) {
                session.close();
            }
        } catch (RuntimeException e) {
            target.observer()
                    .trouble("the way into the store was not closed; who has the partition next brings it in order", e);
        } finally {
            lock.unlock();
        }
    }

    /** Of a day's ids those that can come by this partition: what is remembered of all partitions takes as much room as if there were one. */
    private final class OwnIds implements EventIds {
        private final EventIds all;

        OwnIds(EventIds all) {
            this.all = all;
        }

        @Override
        public long forEachOfDay(LocalDate day, Sink sink) {
            long[] own = new long[1];
            all.forEachOfDay(day, (tenant, id) -> {
                if (target.spread().partitionOf(tenant, id) == reader.partition()) {
                    sink.accept(tenant, id);
                    own[0]++;
                }
            });
            return own[0];
        }

        @Override
        public Set<EventKey> stored(Collection<EventKey> keys) {
            return all.stored(keys);
        }
    }
}
