package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Keeps questions from seeing half of a batch: the server commits a batch's parts table by table, and a question takes note of the parts of its tables before
 * it reads. So while a batch is written no question begins, and a batch waits for questions that have begun but may not have noted their parts yet. One that reads
 * rows has noted them; for it nobody waits, however long it goes on.
 */
final class Fence {

    private static final int PLACES = 1 << 20;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Server server;
    private final Semaphore places = new Semaphore(PLACES, true);
    private final Set<Beginning> beginnings = ConcurrentHashMap.newKeySet();

    Fence(Server server) {
        this.server = server;
    }

    /** Begins a question once no batch is being written. */
    Beginning begin(String id, Duration patience) {
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        Category.OVERLOADED, "waited " + patience.toMillis() + " ms for a batch to be written", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Category.OVERLOADED, "interrupted while a batch was being written", e);
        }
        Beginning beginning = new Beginning(id);
        beginnings.add(beginning);
        return beginning;
    }

    /** Does something while no question begins. */
    <T> T alone(Supplier<T> work) {
        awaitBeginnings();
        try {
            return work.get();
        } finally {
            places.release(PLACES);
        }
    }

    private void awaitBeginnings() {
        Thread watch = Thread.ofVirtual().unstarted(this::noteBegun);
        watch.start();
        try {
            places.acquireUninterruptibly(PLACES);
        } finally {
            watch.interrupt();
        }
    }

    /** Until it is interrupted. */
    private void noteBegun() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                Set<String> reading = reading();
                beginnings.stream()
                        .filter(beginning -> reading.contains(beginning.id))
                        .forEach(Beginning::over);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StorageException e) {
            // then the batch waits until the questions end
        }
    }

    private Set<String> reading() {
        List<String> ids = server.rows(
                "looking at questions",
                Fragment.of("SELECT query_id FROM system.processes WHERE read_rows > 0"),
                row -> row.presentText(1));
        return Set.copyOf(ids);
    }

    /** A question that may not have noted its parts. Over when it has, or has ended. */
    final class Beginning implements AutoCloseable {
        private final String id;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Beginning(String id) {
            this.id = id;
        }

        @Override
        public void close() {
            over();
        }

        /** May be called again. */
        void over() {
            if (closed.compareAndSet(false, true)) {
                beginnings.remove(this);
                places.release();
            }
        }
    }
}
