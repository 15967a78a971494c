package dev.tidemark.app.endtoend;

import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over a store in an engine: the server is killed under load, the engine is, both are; and the engine is away for a while. {@code TIDEMARK_CRASH_ROUNDS} and {@code
 * TIDEMARK_CRASH_SEED} as elsewhere, {@code TIDEMARK_OUTAGE_SECONDS} for how long the engine is away.
 */
@Tag(Fault.SUITE)
interface EngineCrashContract {
    int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 2);
    long SEED = Setting.seed("TIDEMARK_CRASH_SEED");
    int OUTAGE_SECONDS = Setting.number("TIDEMARK_OUTAGE_SECONDS", 10);

    /** What is killed. */
    Engine engine();

    /** This server on the engine at this address. */
    Launch on(Launch launch, URI address);

    @Test
    default void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
        overEngine(data, (launch, engine) -> new CrashRounds(SEED).killServer(launch, ROUNDS));
    }

    @Test
    default void whatWasAcknowledgedIsStoredOnceWheneverTheEngineDies(
            @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
        overEngine(data, (launch, engine) -> new EngineCrashes(launch, engine, SEED).engineDies(ROUNDS));
    }

    @Test
    default void clientsDoNotNoticeThatTheEngineIsAway(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
        overEngine(data, (launch, engine) -> new EngineCrashes(launch, engine, SEED).engineIsAway(OUTAGE_SECONDS));
    }

    private void overEngine(Path data, BiConsumer<Launch, EngineProcess> test) {
        engine().requirePossible();
        try (EngineProcess engine = engine().start()) {
            Launch launch = on(Launch.in(data), engine.address())
                    .with("TIDEMARK_BATCH_EVENTS", "400")
                    .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                    .with("TIDEMARK_LOG_MAX_SIZE", "2GiB");
            test.accept(launch, engine);
        }
    }
}
