package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Four processes on one Kafka, one store and one control database: one takes events, two deliver them, one answers questions. A deliverer is killed under load again and again, every {@code
 * TIDEMARK_ROLES_KILL_SECONDS} for {@code TIDEMARK_ROLES_SECONDS}; the other takes over what it had, and the numbers are exact.
 */
class RolesIT {
    private static final int SECONDS = Setting.number("TIDEMARK_ROLES_SECONDS", 15);
    private static final int KILL_SECONDS = Setting.number("TIDEMARK_ROLES_KILL_SECONDS", 5);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    @ParameterizedTest
    @EnumSource(
            value = StoreKind.class,
            names = {"CLICKHOUSE", "TIMESCALE"})
    void numbersAreExactWhoeverDelivers(StoreKind kind, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
        Launch launch = kind.under(Launch.in(data.resolve("ingest")))
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .onKafka(KafkaAddress.get())
                .onSharedControl();
        try (ServerProcess ingest = ServerProcess.start(launch.as("ingest"));
                ServerProcess query = ServerProcess.start(
                        launch.besides(data.resolve("query")).as("query"));
                ServerProcess deliver = ServerProcess.start(
                        launch.besides(data.resolve("deliver")).as("deliver"))) {
            Ledger ledger = new Ledger("roles");
            int kills = killAgainAndAgain(launch.besides(data.resolve("mortal")).as("deliver"), ingest.api(), ledger);
            ingest.api().awaitDelivery();
            System.out.printf(
                    "%s: deliverer killed %d times, %d events acknowledged, %d in doubt%n",
                    kind, kills, ledger.count(Fate.ACKNOWLEDGED), ledger.count(Fate.IN_DOUBT));
            assertThat(ledger.count(Fate.REFUSED)).isZero();
            Comparison.ALL.forEach(
                    comparison -> comparison.verify(query.api(), ledger.app(), ledger.verify(query.api())));
            assertThat(deliver.api().query("{}").status()).isEqualTo(404);
            assertThat(query.api().write("{}").status()).isEqualTo(404);
        }
    }

    private static int killAgainAndAgain(Launch mortal, Api api, Ledger ledger) {
        RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
        long end = System.nanoTime() + 1_000_000_000L * SECONDS;
        int kills = 0;
        try (Load load = Load.start(api, ledger, SEED, Math.max(200, 12 * SECONDS))) {
            while (System.nanoTime() < end) {
                try (ServerProcess victim = ServerProcess.start(mortal)) {
                    Pause.millis(1000 * KILL_SECONDS - 500 + random.nextInt(1000));
                    victim.kill();
                    kills++;
                }
            }
            load.stop();
        }
        return kills;
    }
}
