package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Four processes on one Kafka, one store and one control database: one takes events, two deliver them, one answers questions. Under load one deliverer is killed, or stopped for longer than its brokers wait, again and again, every
 * {@code TIDEMARK_ROLES_KILL_SECONDS} for {@code TIDEMARK_ROLES_SECONDS}; the other takes over what it had, and the numbers are exact.
 */
class RolesIT {
    private static final int SHORT = 8;
    private static final int SECONDS = Setting.number("TIDEMARK_ROLES_SECONDS", SHORT);
    private static final int KILL_SECONDS = Setting.number("TIDEMARK_ROLES_KILL_SECONDS", 3);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    /** Longer than the session timeout of {@link Launch#onKafka}. */
    private static final int STOPPED_MILLIS = 5000;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    /** For a few seconds on ClickHouse alone, which has more to bring in order. */
    static List<StoreKind> stores() {
        return SECONDS > SHORT ? List.of(StoreKind.CLICKHOUSE, StoreKind.TIMESCALE) : List.of(StoreKind.CLICKHOUSE);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void numbersAreExactWhenADelivererDies(StoreKind kind) {
        underLoad(kind, mortal -> {
            try (ServerProcess victim = ServerProcess.start(mortal)) {
                deliverForAWhile();
                victim.kill();
            }
        });
    }

    /** ClickHouse has no unique key that would keep out what was sent before the stop and arrives after it. */
    @Test
    void numbersAreExactWhenADelivererIsTakenForDead() {
        underLoad(StoreKind.CLICKHOUSE, mortal -> {
            try (ServerProcess victim = ServerProcess.start(mortal)) {
                for (int i = 0; i < 2; i++) {
                    deliverForAWhile();
                    victim.stop();
                    Pause.millis(STOPPED_MILLIS);
                    victim.goOn();
                }
                deliverForAWhile();
            }
        });
    }

    private void deliverForAWhile() {
        Pause.millis(1000 * KILL_SECONDS - 500 + random.nextInt(1000));
    }

    /** @param calamity of a second deliverer, which is started by it; over and over */
    private void underLoad(StoreKind kind, Consumer<Launch> calamity) {
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
            Launch mortal = launch.besides(data.resolve("mortal")).as("deliver");
            int times = again(ingest.api(), ledger, () -> calamity.accept(mortal));
            ingest.api().awaitDelivery();
            System.out.printf(
                    "%s: %d times, %d events acknowledged, %d in doubt%n",
                    kind, times, ledger.count(Fate.ACKNOWLEDGED), ledger.count(Fate.IN_DOUBT));
            assertThat(ledger.count(Fate.REFUSED)).isZero();
            List<SentEvent> stored = ledger.verify(query.api());
            Comparison.ALL.forEach(comparison -> comparison.verify(query.api(), ledger.app(), stored));
            assertThat(deliver.api().query("{}").with(404).body()).contains("roles are only deliver");
            assertThat(query.api().write("{}").with(404).body()).contains("roles are only query");
        }
    }

    private static int again(Api api, Ledger ledger, Runnable calamity) {
        long end = System.nanoTime() + 1_000_000_000L * SECONDS;
        int times = 0;
        try (Load load = Load.start(api, ledger, SEED, Math.max(600, 12 * SECONDS))) {
            while (System.nanoTime() < end) {
                calamity.run();
                times++;
            }
            load.stop();
        }
        return times;
    }
}
