package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.testkit.engine.PostgreSqlEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The engine is killed while batches are written, at any moment of them; the writer goes on as the delivery of events does, or dies with it. */
class EngineCrashTest {

    private static final int ROUNDS = Integer.getInteger("tidemark.crashes", 5);
    private static final int BATCHES = 12;
    private static final int SIZE = 50;

    @Test
    void everyEventIsStoredOnceAndEveryRollupHasIt() {
        assumeTrue(
                PostgreSqlEngine.isPossible(),
                "no PostgreSQL that may be killed: engines/postgresql needs the package postgresql-15, or to be root on Debian");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (PostgreSqlEngine engine = PostgreSqlEngine.start()) {
            TemporaryStore place = new TemporaryStore(engine.address());
            Storage storage = place.open();
            int written = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Storage writing = storage;
                int from = written;
                CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(writing, from));
                for (int kill = 0; kill < 3 && !writer.isDone(); kill++) {
                    LockSupport.parkNanos(random.nextLong(400_000_000L));
                    engine.kill();
                    engine.startAgain();
                }
                writer.join();
                written += BATCHES * SIZE;
                if (round % 2 == 1) { // died, as far as the next one knows
                    storage = place.open();
                }
                assertThat(Samples.counts(storage))
                        .as("round %d, seed %d", round, seed)
                        .containsExactly((long) written, (long) written);
                assertThat(Samples.wrongTables(storage))
                        .as("round %d, seed %d", round, seed)
                        .isEmpty();
            }
        }
    }

    private static void write(Storage storage, int from) {
        for (int batch = 0; batch < BATCHES; batch++) {
            writeOnce(
                    storage,
                    Samples.batch(from + batch * SIZE, from + (batch + 1) * SIZE)
                            .events());
        }
    }

    private static void writeOnce(Storage storage, List<Event> events) {
        List<Event> left = events;
        boolean failed = false;
        while (!left.isEmpty()) {
            try {
                if (failed) {
                    Set<EventKey> stored = storage.eventIds()
                            .stored(left.stream().map(Event::key).toList());
                    left = new ArrayList<>(left);
                    left.removeIf(event -> stored.contains(event.key()));
                }
                if (!left.isEmpty()) {
                    failed = true;
                    storage.eventWriter().append(new EventBatch(left));
                }
                return;
            } catch (StorageException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                LockSupport.parkNanos(50_000_000);
            }
        }
    }
}
