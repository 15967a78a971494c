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

    private static final String MEMORY = "MEMORY";
    private static final String THREADS = "THREADS";
    private static final String SPILL = "SPILL";
    private static final String CHECKPOINT = "CHECKPOINT";

    /** All settings that only a store of this kind uses, as they are called behind what says which store is meant. */
    static final List<String> NAMES = List.of(MEMORY, THREADS, SPILL, CHECKPOINT);

    /** @param prefix says which store is meant */
    static EmbeddedSettings read(SettingsReader reader, String prefix, Path directory) {
        return new EmbeddedSettings(
                directory.resolve("events.duckdb"),
                reader.bytes(prefix + MEMORY, 512 * ByteSize.MIB, 64 * ByteSize.MIB),
                reader.integer(prefix + THREADS, Runtime.getRuntime().availableProcessors(), 1, 1024),
                reader.bytes(prefix + SPILL, 10 * ByteSize.GIB, 0),
                reader.bytes(prefix + CHECKPOINT, 256 * ByteSize.MIB, ByteSize.MIB));
    }
}
