package dev.tidemark.app.endtoend;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server under load at random moments and starts it again on the same data, {@code TIDEMARK_CRASH_ROUNDS} times. A run
 * can be repeated by {@code TIDEMARK_CRASH_SEED}, as far as moments can be.
 */
@Tag(Fault.SUITE)
class CrashIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 5);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies() {
        Launch launch = Launch.in(data)
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .with("TIDEMARK_EMBEDDED_CHECKPOINT", "1MiB")
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_LOG_MAX_SIZE", "256MiB");
        new CrashRounds(SEED).killServer(launch, ROUNDS);
    }
}
