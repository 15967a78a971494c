package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.TimescaleEdition;
import dev.tidemark.testkit.engine.TimescaleEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Over TimescaleDB: the server is killed under load, the engine is, both are; and the engine is away for a while. Settings as of {@link ClickHouseCrashIT}. */
class TimescaleCrashIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 5);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");
    private static final int OUTAGE_SECONDS = Setting.number("TIDEMARK_OUTAGE_SECONDS", 15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @BeforeEach
    void requireAnEngine() {
        TimescaleEdition.APACHE.requirePossible();
    }

    private Launch launch(TimescaleEngine engine) {
        return StoreKind.on(Launch.in(data), "timescale", engine.url())
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_LOG_MAX_SIZE", "2GiB");
    }

    private EngineCrashes crashes(TimescaleEngine engine) {
        return new EngineCrashes(launch(engine), engine::kill, engine::startAgain, SEED);
    }

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies() {
        try (TimescaleEngine engine = TimescaleEngine.start()) {
            new CrashRounds(SEED).killServer(launch(engine), ROUNDS);
        }
    }

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheEngineDies() {
        try (TimescaleEngine engine = TimescaleEngine.start()) {
            crashes(engine).engineDies(ROUNDS);
        }
    }

    @Test
    void clientsDoNotNoticeThatTheEngineIsAway() {
        try (TimescaleEngine engine = TimescaleEngine.start()) {
            crashes(engine).engineIsAway(OUTAGE_SECONDS);
        }
    }
}
