package dev.tidemark.app.settings;

import java.nio.file.Path;

/**
 * The event log.
 *
 * @param maxSize the most bytes of undelivered events; beyond it the server answers 503 until the store has caught up
 * @param segmentSize bytes per file; a file is deleted when every store has read it
 */
public record LogSettings(LogType type, Path directory, long maxSize, long segmentSize) {

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
                reader.choice("TIDEMARK_LOG_TYPE", LogType.LOCAL), dataDirectory.resolve("log"), maxSize, segmentSize);
    }
}
