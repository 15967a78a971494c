package dev.tidemark.app.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.engine.ClickHouseEngine;
import java.nio.file.Path;
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
        try (ClickHouseEngine engine = ClickHouseEngine.start()) {
            crashes(engine).engineDies(ROUNDS);
        }
    }

    @Test
    void clientsDoNotNoticeThatTheEngineIsAway() {
        try (ClickHouseEngine engine = ClickHouseEngine.start()) {
            crashes(engine).engineIsAway(OUTAGE_SECONDS);
        }
    }

    private EngineCrashes crashes(ClickHouseEngine engine) {
        return new EngineCrashes(launch(engine), engine::kill, engine::startAgain, SEED);
    }
}
