package dev.tidemark.storage.embedded;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Where the embedded store lies and what it may use.
 *
 * @param file the database; beside it lie its write-ahead log and what queries spill. Its directory is created where missing
 * @param memoryBytes the greatest size of the engine's buffers, of all queries and writes together
 * @param threads how many threads the engine computes with
 * @param spillBytes how much disk queries that exceed the memory may use
 * @param checkpointBytes the size of the write-ahead log from which on it is folded into the database file
 * @param concurrentReads how many queries run at a time; further ones wait
 */
public record EmbeddedSettings(
        Path file, long memoryBytes, int threads, long spillBytes, long checkpointBytes, int concurrentReads) {

    private static final long MEBIBYTE = 1024 * 1024;

    public EmbeddedSettings {
        requireNonNull(file, "file is null");
        requireAtLeast("memoryBytes", memoryBytes, 64 * MEBIBYTE);
        requireAtLeast("threads", threads, 1);
        requireAtLeast("spillBytes", spillBytes, 0);
        requireAtLeast("checkpointBytes", checkpointBytes, MEBIBYTE);
        requireAtLeast("concurrentReads", concurrentReads, 1);
    }

    /** The defaults: half a gibibyte of memory, every processor, a log of 256 MiB, ten gibibytes to spill. */
    public static EmbeddedSettings of(Path file) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new EmbeddedSettings(
                file, 512 * MEBIBYTE, processors, 10 * 1024 * MEBIBYTE, 256 * MEBIBYTE, Math.max(4, processors));
    }

    public EmbeddedSettings withMemoryBytes(long bytes) {
        return new EmbeddedSettings(file, bytes, threads, spillBytes, checkpointBytes, concurrentReads);
    }

    public EmbeddedSettings withThreads(int count) {
        return new EmbeddedSettings(file, memoryBytes, count, spillBytes, checkpointBytes, concurrentReads);
    }

    public EmbeddedSettings withSpillBytes(long bytes) {
        return new EmbeddedSettings(file, memoryBytes, threads, bytes, checkpointBytes, concurrentReads);
    }

    public EmbeddedSettings withCheckpointBytes(long bytes) {
        return new EmbeddedSettings(file, memoryBytes, threads, spillBytes, bytes, concurrentReads);
    }

    Path directory() {
        return requireNonNull(file.toAbsolutePath().getParent(), "file is a root directory");
    }

    Path writeAheadLog() {
        return file.resolveSibling(file.getFileName() + ".wal");
    }

    Path spillDirectory() {
        return file.resolveSibling(file.getFileName() + ".spill");
    }

    private static void requireAtLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + ", expected at least " + least);
        }
    }
}
