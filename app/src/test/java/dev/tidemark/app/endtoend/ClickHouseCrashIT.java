package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.app.endtoend.Ledger.Fate;
import dev.tidemark.testkit.engine.ClickHouseEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over ClickHouse: the server is killed under load, the engine is, both are; and the engine is away for a while. {@code TIDEMARK_CRASH_ROUNDS} and {@code
 * TIDEMARK_CRASH_SEED} as elsewhere, {@code TIDEMARK_OUTAGE_SECONDS} for how long the engine is away.
 */
class ClickHouseCrashIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 5);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");
    private static final int OUTAGE_SECONDS = Setting.number("TIDEMARK_OUTAGE_SECONDS", 15);

    /** So that the load lasts as long as the outage. */
    private static final int PAUSE = Math.max(40, 12 * OUTAGE_SECONDS);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @BeforeEach
    void requireAnEngine() {
        assumeTrue(
                ClickHouseEngine.isPossible(),
                "no ClickHouse that may be killed: engines/clickhouse runs on Linux x86_64 only");
    }

    private Launch launch(ClickHouseEngine engine) {
        return StoreKind.on(Launch.in(data), engine.address())
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_LOG_MAX_SIZE", "2GiB");
    }

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies() {
        try (ClickHouseEngine engine = ClickHouseEngine.start()) {
            new CrashRounds(SEED).killServer(launch(engine), ROUNDS);
        }
    }

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheEngineDies() {
        CrashRounds rounds = new CrashRounds(SEED);
        try (ClickHouseEngine engine = ClickHouseEngine.start()) {
            Launch launch = launch(engine);
            Optional<ServerProcess> running = Optional.empty();
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    ServerProcess server = running.orElseGet(() -> ServerProcess.start(launch));
                    running = Optional.of(server);
                    Ledger ledger = new Ledger("round-" + round);
                    rounds.underLoad(server.api(), ledger, () -> killSome(engine, rounds));
                    if (rounds.chance(3)) { // the server too, with what it has not delivered yet
                        server.close();
                        server = ServerProcess.start(launch);
                        running = Optional.of(server);
                    }
                    rounds.verify(server.api(), ledger);
                }
                running.ifPresent(server -> rounds.verifyAll(server.api()));
            } finally {
                running.ifPresent(ServerProcess::close);
            }
        }
    }

    private static void killSome(ClickHouseEngine engine, CrashRounds rounds) {
        do {
            engine.kill();
            rounds.pause(500);
            engine.startAgain();
            rounds.pause(1500);
        } while (rounds.chance(2));
    }

    @Test
    void clientsDoNotNoticeThatTheEngineIsAway() {
        Ledger ledger = new Ledger("outage");
        try (ClickHouseEngine engine = ClickHouseEngine.start();
                ServerProcess server = ServerProcess.start(launch(engine))) {
            try (Load load = Load.start(server.api(), ledger, SEED, PAUSE)) {
                Pause.millis(1000);
                engine.kill();
                Pause.millis(1000L * OUTAGE_SECONDS);
                assertThat(load.refusals()).isZero();
                engine.startAgain();
                Pause.millis(1000);
                load.stop();
            }
            long begin = System.nanoTime();
            server.api().awaitDelivery();
            System.out.printf(
                    "engine away for %d s, %d events acknowledged, %d ms from the last of them until all were stored%n",
                    OUTAGE_SECONDS,
                    ledger.count(Fate.ACKNOWLEDGED),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
            assertThat(ledger.count(Fate.REFUSED)).isZero();
            assertThat(ledger.count(Fate.IN_DOUBT)).isZero();
            new CrashRounds(SEED).verify(server.api(), ledger);
        }
    }
}
