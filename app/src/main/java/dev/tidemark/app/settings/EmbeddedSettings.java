package dev.tidemark.app.settings;

import java.nio.file.Path;

/**
 * The embedded store.
 *
 * @param memory the most that its own cache and queries may take, in bytes
 * @param threads how many threads it computes with
 * @param spill the most disk space, in bytes, for queries that exceed the memory
 * @param checkpoint the size of its write-ahead log, in bytes, from which on that is folded into the file
 */
public record EmbeddedSettings(Path file, long memory, int threads, long spill, long checkpoint) {

    static EmbeddedSettings read(SettingsReader reader, Path dataDirectory) {
        return new EmbeddedSettings(
                dataDirectory.resolve("events.duckdb"),
                reader.bytes("TIDEMARK_EMBEDDED_MEMORY", 512 * ByteSize.MIB, 64 * ByteSize.MIB),
                reader.integer("TIDEMARK_EMBEDDED_THREADS", Runtime.getRuntime().availableProcessors(), 1, 1024),
                reader.bytes("TIDEMARK_EMBEDDED_SPILL", 10 * ByteSize.GIB, 0),
                reader.bytes("TIDEMARK_EMBEDDED_CHECKPOINT", 256 * ByteSize.MIB, ByteSize.MIB));
    }
}
