package dev.tidemark.benchmarks;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** An event log on local disk, written as by 64 clients that wait for each answer, and delivered to nowhere. */
final class LogUnderTest implements AutoCloseable {

    private static final int CLIENTS = 64;

    private final EventLog log;

    /** Keeps what was written, so that it can be delivered again. */
    private final LogReader keeper;

    private int deliveries;

    LogUnderTest(Path directory) {
        log = LocalEventLog.open(LogSettings.in(directory), LogObserver.none(), Clock.systemUTC());
        keeper = log.reader("keeper");
    }

    /** Returns when all are durable. */
    void append(List<byte[]> records) throws InterruptedException {
        Semaphore clients = new Semaphore(CLIENTS);
        for (byte[] record : records) {
            clients.acquire();
            log.append(record).thenRun(clients::release);
        }
        clients.acquire(CLIENTS);
    }

    /** Delivers what the log holds, up to so many events. */
    void deliver(long events) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(1);
        WriteSession nowhere = WriteSession.of(new Counting(events, left)::append, new NoIds());
        try (Delivery _ = Delivery.start(
                "nowhere",
                log.reader("nowhere-" + deliveries++),
                nowhere,
                Backfill.NONE,
                letters -> {},
                DeliverySettings.defaults(),
                DeliveryObserver.NONE)) {
            left.await();
        }
    }

    private static final class Counting {
        private final CountDownLatch done;
        private long left;

        Counting(long events, CountDownLatch done) {
            this.left = events;
            this.done = done;
        }

        void append(EventBatch batch) {
            left -= batch.size();
            if (left <= 0) {
                done.countDown();
            }
        }
    }

    private static final class NoIds implements EventIds {
        @Override
        public long forEachOfDay(LocalDate day, Sink sink) {
            return 0;
        }

        @Override
        public Set<EventKey> stored(Collection<EventKey> keys) {
            return Set.of();
        }
    }

    @Override
    public void close() {
        keeper.close();
        log.close();
    }
}
