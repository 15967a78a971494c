package dev.tidemark.app.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * The embedded store.
 *
 * @param memory the most that its own cache and queries may take, in bytes
 * @param threads how many threads it computes with
 * @param spill the most disk space, in bytes, for queries that exceed the memory
 * @param checkpoint the size of its write-ahead log, in bytes, from which on that is folded into the file
 */
public record EmbeddedSettings(Path file, long memory, int threads, long spill, long checkpoint) {

    private static final String MEMORY = "TIDEMARK_EMBEDDED_MEMORY";
    private static final String THREADS = "TIDEMARK_EMBEDDED_THREADS";
    private static final String SPILL = "TIDEMARK_EMBEDDED_SPILL";
    private static final String CHECKPOINT = "TIDEMARK_EMBEDDED_CHECKPOINT";

    /** All settings that only a store of this kind uses. */
    static final List<String> NAMES = List.of(MEMORY, THREADS, SPILL, CHECKPOINT);

    static EmbeddedSettings read(SettingsReader reader, Path dataDirectory) {
        return new EmbeddedSettings(
                dataDirectory.resolve("events.duckdb"),
                reader.bytes(MEMORY, 512 * ByteSize.MIB, 64 * ByteSize.MIB),
                reader.integer(THREADS, Runtime.getRuntime().availableProcessors(), 1, 1024),
                reader.bytes(SPILL, 10 * ByteSize.GIB, 0),
                reader.bytes(CHECKPOINT, 256 * ByteSize.MIB, ByteSize.MIB));
    }
}
