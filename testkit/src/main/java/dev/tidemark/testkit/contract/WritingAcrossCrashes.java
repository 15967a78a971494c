package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.engine.EngineProcess;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine is killed while batches are written, at any moment of them; the writer goes on as the delivery of events does, or dies with it. Every event is stored once all the same, and every rollup
 * has it.
 */
public final class WritingAcrossCrashes {

    private static final int ROUNDS = Integer.getInteger("tidemark.crashes", 5);
    private static final int BATCHES = 12;
    private static final int SIZE = 50;

    private final EngineProcess engine;
    private final TestDatabase place;
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /**
     * @param engine to be killed
     * @param place in it, with nothing in it
     */
    public WritingAcrossCrashes(EngineProcess engine, TestDatabase place) {
        this.engine = engine;
        this.place = place;
    }

    /** As many rounds as the system property {@code tidemark.crashes} says. The seed that is told on a failure repeats them as far as moments can be repeated. */
    public void verify() {
        Storage storage = place.open();
        for (int round = 0; round < ROUNDS; round++) {
            writeWhileKilled(storage, round * BATCHES * SIZE);
            if (round % 2 == 1) { // died, as far as the next one knows
                storage = place.open();
            }
            long written = (round + 1L) * BATCHES * SIZE;
            assertThat(MixedHistory.counts(storage))
                    .as("round %d, seed %d", round, seed)
                    .containsExactly(written, written);
            assertThat(MixedHistory.wrongTables(storage))
                    .as("round %d, seed %d", round, seed)
                    .isEmpty();
        }
    }

    private void writeWhileKilled(Storage storage, int from) {
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(storage, from));
        for (int kill = 0; kill < 3 && !writer.isDone(); kill++) {
            LockSupport.parkNanos(random.nextLong(400_000_000L));
            engine.kill();
            engine.startAgain();
        }
        writer.join();
    }

    private static void write(Storage storage, int from) {
        for (int batch = 0; batch < BATCHES; batch++) {
            PatientWriter.write(storage, MixedHistory.batch(from + batch * SIZE, from + (batch + 1) * SIZE));
        }
    }
}
