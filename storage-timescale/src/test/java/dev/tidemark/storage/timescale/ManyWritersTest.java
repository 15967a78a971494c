package dev.tidemark.storage.timescale;

import static dev.tidemark.storage.timescale.Samples.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several servers on one database, each written by several threads, while rollups are brought up all the time. */
class ManyWritersTest {

    private static final int THREADS_PER_SERVER = 4;
    private static final int BATCHES = 12;
    private static final int BATCH = 20;
    private static final int DAYS = 20;

    @ParameterizedTest
    @EnumSource(TimescaleEdition.class)
    void nothingIsLostNorCountedTwiceAndEveryAnswerIsOfItsMoment(TimescaleEdition edition) throws Exception {
        try (TemporaryStore store = new TemporaryStore(edition);
                TimescaleStorage one = open(store);
                TimescaleStorage other = open(store);
                ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS_PER_SERVER; i++) {
                // the same events are sent to both
                long seed = i;
                writers.add(threads.submit(() -> write(one, seed)));
                writers.add(threads.submit(() -> write(other, seed)));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                assertOfItsMoment(one, other);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            long all = (long) THREADS_PER_SERVER * BATCHES * BATCH;
            assertThat(Samples.rawCount(one, MONDAY, DAYS)).isEqualTo(all);
            assertThat(Samples.count(other, MONDAY, DAYS)).isEqualTo(all);
            one.keptRollups().bringUp();
            assertThat(Samples.count(other, MONDAY, DAYS)).isEqualTo(all);
        }
    }

    /** Between what was stored before the question and what was stored after the answer. */
    private static void assertOfItsMoment(TimescaleStorage asked, TimescaleStorage other) {
        long before = Samples.rawCount(other, MONDAY, DAYS);
        long answer = Samples.count(asked, MONDAY, DAYS);
        long after = Samples.rawCount(other, MONDAY, DAYS);
        assertThat(answer).isBetween(before, after);
    }

    private static TimescaleStorage open(TemporaryStore store) {
        return TimescaleStorage.open(store.settings().withRefreshEvery(Duration.ofMillis(50)), BuiltInRollups.all());
    }

    private static void write(TimescaleStorage storage, long seed) {
        Random random = new Random(seed);
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) {
                events.add(Samples.event(MONDAY.plusSeconds(random.nextInt(DAYS * 86_400)), random));
            }
            storage.eventWriter().append(new EventBatch(events));
        }
    }
}
