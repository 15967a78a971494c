package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server under load at random moments and starts it again on the same data, {@code TIDEMARK_CRASH_ROUNDS} times. A run
 * can be repeated by {@code TIDEMARK_CRASH_SEED}, as far as moments can be.
 */
class CrashIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 10);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final Map<String, Integer> storedByApp = new HashMap<>();

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies() {
        Launch launch = Launch.in(data)
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .with("TIDEMARK_EMBEDDED_CHECKPOINT", "1MiB")
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_LOG_MAX_SIZE", "256MiB");
        Optional<Ledger> last = Optional.empty();
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextInt(4) == 0) {
                dieWhileStarting(launch);
            }
            Ledger ledger = new Ledger("round-" + round);
            try (ServerProcess server = ServerProcess.start(launch)) {
                last.ifPresent(earlier -> verify(server.api(), earlier));
                dieUnderLoad(server, ledger);
            }
            last = Optional.of(ledger);
        }
        try (ServerProcess server = ServerProcess.start(launch)) {
            last.ifPresent(earlier -> verify(server.api(), earlier));
            verifyAllRounds(server.api());
        }
    }

    private void dieWhileStarting(Launch launch) {
        try (ServerProcess server = ServerProcess.begin(launch)) {
            Pause.millis(random.nextInt(3000));
            server.kill();
        }
    }

    private void dieUnderLoad(ServerProcess server, Ledger ledger) {
        int delay = 20 + random.nextInt(2500);
        try (Load load = Load.start(server.api(), ledger, random.nextLong())) {
            Pause.millis(delay);
            server.kill();
            load.stop();
        }
        System.out.printf(
                "%s (seed %d): killed after %d ms, %d events acknowledged, %d in doubt, %d refused%n",
                ledger.app(),
                SEED,
                delay,
                ledger.count(Fate.ACKNOWLEDGED),
                ledger.count(Fate.IN_DOUBT),
                ledger.count(Fate.REFUSED));
    }

    /** What the round before left must be right, and stay right when a part of it is sent again. */
    private void verify(Api api, Ledger ledger) {
        api.awaitDelivery();
        List<SentEvent> stored = ledger.verify(api);
        List<List<SentEvent>> batches = new ArrayList<>(ledger.acknowledgedBatches());
        batches.removeIf(batch -> random.nextInt(4) > 0);
        for (List<SentEvent> batch : batches) {
            assertThat(api.write(SentEvent.array(batch)).with(202).json().path("rejected"))
                    .isEmpty();
        }
        api.awaitDelivery();
        assertThat(ledger.verify(api)).hasSameElementsAs(stored);
        Comparison.ALL.forEach(comparison -> comparison.verify(api, ledger.app(), stored));
        storedByApp.put(ledger.app(), stored.size());
    }

    /** No later crash changed what an earlier one left, neither in the rollups nor in the events. */
    private void verifyAllRounds(Api api) {
        for (String filter : List.of("", ", \"filter\": " + SentEvent.IS_ONE)) {
            Map<String, String> found =
                    api.query("""
                    {"from": "-10d", "to": "+2d", "granularity": "none", "measures": ["events"],
                     "dimensions": ["app_id"], "limit": 100000%s}""".formatted(filter)).table().whole().map("app_id", "events");
            storedByApp.forEach((app, events) -> assertThat(Integer.parseInt(found.getOrDefault(app, "0")))
                    .as("events of %s%s", app, filter)
                    .isEqualTo(events));
        }
    }
}
