package dev.tidemark.app.settings;

import java.nio.file.Path;

/**
 * The embedded store.
 *
 * @param memory the most that its own cache and queries may take, in bytes
 * @param threads how many threads one query may use
 */
public record EmbeddedSettings(Path file, long memory, int threads) {

    static EmbeddedSettings read(SettingsReader reader, Path dataDirectory) {
        return new EmbeddedSettings(
                dataDirectory.resolve("events.duckdb"),
                reader.bytes("TIDEMARK_EMBEDDED_MEMORY", 1 * ByteSize.GIB, 64 * ByteSize.MIB),
                reader.integer("TIDEMARK_EMBEDDED_THREADS", Runtime.getRuntime().availableProcessors(), 1, 1024));
    }
}
