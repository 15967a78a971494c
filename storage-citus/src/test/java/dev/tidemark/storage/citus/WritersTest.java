package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.testkit.contract.MixedHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many writers at once, of several servers, while rollups follow: every event is there once, in the table and in every rollup, and nobody waits for ever. */
class WritersTest {

    private static final int WRITERS = 8;
    private static final int BATCHES = 20;
    private static final int SIZE = 25;

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void writersOfTwoServersLoseNothing() throws Exception {
        try (CitusStorage one = place.open();
                CitusStorage other = place.open()) {
            write(List.of(one, other), writer -> writer * BATCHES * SIZE);
            long written = WRITERS * BATCHES * SIZE;
            assertThat(MixedHistory.counts(one)).containsExactly(written, written);
            assertThat(MixedHistory.wrongTables(other))
                    .as("with what is not rolled up")
                    .isEmpty();
            one.following().follow();
            assertThat(MixedHistory.wrongTables(one)).as("rolled up").isEmpty();
            assertThat(MixedHistory.wrongTables(other)).as("rolled up").isEmpty();
        }
    }

    /** Both servers are sent every event. */
    @Test
    void whatSeveralAreSentIsThereOnce() throws Exception {
        try (CitusStorage one = place.open();
                CitusStorage other = place.open()) {
            write(List.of(one, other), writer -> writer / 2 * BATCHES * SIZE);
            long written = WRITERS / 2 * BATCHES * SIZE;
            assertThat(MixedHistory.counts(one)).containsExactly(written, written);
            one.following().follow();
            assertThat(MixedHistory.wrongTables(one)).isEmpty();
        }
    }

    private static void write(List<CitusStorage> servers, Beginning beginning) throws Exception {
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                CitusStorage server = servers.get(writer % servers.size());
                int from = beginning.of(writer);
                writing.add(writers.submit(() -> {
                    for (int batch = 0; batch < BATCHES; batch++) {
                        EventBatch events = MixedHistory.batch(from + batch * SIZE, from + (batch + 1) * SIZE);
                        server.eventWriter().append(events);
                    }
                }));
            }
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
    }

    @FunctionalInterface
    private interface Beginning {
        int of(int writer);
    }
}
