package dev.tidemark.app.settings;

import dev.tidemark.ingestion.pipeline.LogPressure;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The event log.
 *
 * @param maxSize the most bytes of undelivered events; beyond it the server answers 503 until the store has caught up
 * @param segmentSize bytes per file; a file is deleted when every store has read it
 * @param pressure how much may wait in it before an operator should look, and before no more is taken
 */
public record LogSettings(LogType type, Path directory, long maxSize, long segmentSize, LogPressure.Limits pressure) {

    /** Less than the seven days for which Kafka keeps by default. */
    private static final Duration USUAL_REFUSE_AGE = Duration.ofDays(3);

    private static final Duration USUAL_DEGRADED_AGE = Duration.ofMinutes(5);
    private static final Duration LEAST_AGE = Duration.ofSeconds(1);
    private static final Duration GREATEST_AGE = Duration.ofDays(3650);

    static LogSettings read(SettingsReader reader, Path dataDirectory) {
        long maxSize = reader.bytes("TIDEMARK_LOG_MAX_SIZE", 8 * ByteSize.GIB, ByteSize.MIB, Long.MAX_VALUE);
        long usual = Math.min(64 * ByteSize.MIB, maxSize / 4);
        long segmentSize = reader.bytes("TIDEMARK_LOG_SEGMENT_SIZE", usual, 64 * ByteSize.KIB, ByteSize.GIB);
        if (maxSize < 2 * segmentSize) {
            reader.wrong(
                    "TIDEMARK_LOG_SEGMENT_SIZE",
                    "at most half of TIDEMARK_LOG_MAX_SIZE, which is " + maxSize + " bytes");
        }
        return new LogSettings(
                reader.choice("TIDEMARK_LOG_TYPE", LogType.LOCAL),
                dataDirectory.resolve("log"),
                maxSize,
                segmentSize,
                pressure(reader, maxSize));
    }

    private static LogPressure.Limits pressure(SettingsReader reader, long maxSize) {
        long refuse = reader.bytes("TIDEMARK_LOG_REFUSE_SIZE", maxSize / 100 * 95, ByteSize.KIB, maxSize);
        long degraded =
                reader.bytes("TIDEMARK_LOG_DEGRADED_SIZE", Math.min(refuse, maxSize / 100 * 80), ByteSize.KIB, maxSize);
        Duration refuseAge = reader.duration("TIDEMARK_LOG_REFUSE_AGE", USUAL_REFUSE_AGE, LEAST_AGE, GREATEST_AGE);
        Duration usual = refuseAge.compareTo(USUAL_DEGRADED_AGE) < 0 ? refuseAge : USUAL_DEGRADED_AGE;
        Duration degradedAge = reader.duration("TIDEMARK_LOG_DEGRADED_AGE", usual, LEAST_AGE, GREATEST_AGE);
        if (degraded > refuse) {
            reader.wrong(
                    "TIDEMARK_LOG_DEGRADED_SIZE", "at most TIDEMARK_LOG_REFUSE_SIZE, which is " + refuse + " bytes");
        }
        if (degradedAge.compareTo(refuseAge) > 0) {
            reader.wrong(
                    "TIDEMARK_LOG_DEGRADED_AGE",
                    "at most TIDEMARK_LOG_REFUSE_AGE, which is " + Durations.format(refuseAge));
        }
        return new LogPressure.Limits(
                Math.min(degraded, refuse),
                refuse,
                degradedAge.compareTo(refuseAge) > 0 ? refuseAge : degradedAge,
                refuseAge);
    }
}
