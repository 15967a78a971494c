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
        return new LogSettings(
                reader.choice("TIDEMARK_LOG_TYPE", LogType.LOCAL),
                dataDirectory.resolve("log"),
                reader.bytes("TIDEMARK_LOG_MAX_SIZE", 8 * ByteSize.GIB, ByteSize.MIB),
                reader.bytes("TIDEMARK_LOG_SEGMENT_SIZE", 64 * ByteSize.MIB, 64 * ByteSize.KIB));
    }
}
