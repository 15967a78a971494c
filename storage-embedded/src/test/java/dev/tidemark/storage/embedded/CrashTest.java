package dev.tidemark.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.BuiltInRollups;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A process killed in the middle of writing leaves whole batches only: all that it had reported, and in every rollup alike. */
class CrashTest {

    private static final int SIZE = 500;
    private static final int ROUNDS = Integer.getInteger("tidemark.crashes", 3);

    @Test
    void whatWasStoredBeforeAKillIsThereAfterwards() throws Exception {
        Random random = new Random(11);
        try (TemporaryStore place = new TemporaryStore()) {
            for (int round = 0; round < ROUNDS; round++) {
                long reported = writeUntilKilled(place, 1 + random.nextInt(20));
                try (EmbeddedStorage storage = place.open()) {
                    assertHoldsWholeBatches(storage, reported);
                }
            }
        }
    }

    private static void assertHoldsWholeBatches(EmbeddedStorage storage, long reported) {
        long stored = storage.figures().events();
        assertThat(stored).isBetween(reported, reported + SIZE);
        assertThat(stored % SIZE).isZero();
        for (var rollup : BuiltInRollups.all()) {
            AggregateQuery query = Samples.query(List.of(), List.of(new Aggregate.Count()), rollup.filter());
            assertThat(Samples.fromRollup(storage, query, rollup)).isEqualTo(Samples.raw(storage, query));
        }
    }

    private static long writeUntilKilled(TemporaryStore place, int batches) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OpenStore.class.getName(),
                        place.settings().file().toString(),
                        Integer.toString(SIZE))
                .redirectErrorStream(true)
                .start();
        long reported = 0;
        try (BufferedReader printed =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = printed.readLine(); line != null; line = printed.readLine()) {
                if (line.endsWith(";")) {
                    reported = Long.parseLong(line.substring(0, line.length() - 1));
                }
                if (--batches == 0) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        process.waitFor();
        return reported;
    }
}
