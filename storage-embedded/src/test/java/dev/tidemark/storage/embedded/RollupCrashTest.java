package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A process killed while a rollup is filled or replaced leaves one that is exact for what it says it covers, and goes on. */
class RollupCrashTest {

    private static final int ROUNDS = 2 * Integer.getInteger("tidemark.crashes", 3);
    private static final int EVENTS = 20_000;

    @Test
    void aFillOrASwapThatWasCutOffGoesOn() throws Exception {
        Random random = new Random(5);
        try (TemporaryStore place = new TemporaryStore()) {
            storeEvents(place);
            for (int round = 0; round < ROUNDS; round++) {
                runUntilKilled(place, round, 1 + random.nextInt(12));
                try (EmbeddedStorage storage = prepare(place, ChangingStore.definition(round))) {
                    assertRight(storage);
                    storage.eventWriter().append(nextBatch(storage));
                    storage.fill().step(Long.MAX_VALUE);
                    assertThat(storage.rollups())
                            .extracting(RollupCoverage::definition)
                            .containsExactly(ChangingStore.definition(round));
                    assertRight(storage);
                }
            }
        }
    }

    /** By each rollup that answers. */
    private static void assertRight(EmbeddedStorage storage) {
        for (RollupCoverage rollup : storage.rollups()) {
            RollupDefinition definition = rollup.definition();
            AggregateQuery query = Samples.query(definition.dimensions(), definition.aggregates(), Filter.ALL);
            assertThat(Samples.read(storage, query, new Planner().plan(query, List.of(rollup))))
                    .isEqualTo(Samples.raw(storage, query));
        }
    }

    private static EventBatch nextBatch(EmbeddedStorage storage) {
        int stored = Math.toIntExact(storage.figures().events());
        return Samples.batch(stored, stored + ChangingStore.SIZE);
    }

    private static void storeEvents(TemporaryStore place) {
        try (EmbeddedStorage storage = prepare(place, ChangingStore.definition(ROUNDS - 1))) {
            for (int from = 0; from < EVENTS; from += 1_000) {
                storage.eventWriter().append(Samples.batch(from, from + 1_000));
            }
        }
    }

    private static EmbeddedStorage prepare(TemporaryStore place, RollupDefinition rollup) {
        return EmbeddedStorage.prepare(place.settings(), Optional.of(List.of(rollup)), Clock.systemUTC());
    }

    private static void runUntilKilled(TemporaryStore place, int round, int batches)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChangingStore.class.getName(),
                        place.settings().file().toString(),
                        Integer.toString(round))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int left = batches;
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.endsWith(";") && --left == 0) {
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(left).as("batches that the process did not write").isNotPositive();
        }
        process.waitFor();
    }
}
