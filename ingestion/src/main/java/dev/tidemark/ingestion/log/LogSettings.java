package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Settings of the log on local disk.
 *
 * @param directory where its files are; made if absent, and used by one process at a time
 * @param maxBytes the disk space it may take, at least twice {@code segmentBytes}
 * @param segmentBytes size of one file; a record must fit into it
 * @param pendingBytes memory for records that wait to be written
 */
public record LogSettings(Path directory, long maxBytes, int segmentBytes, long pendingBytes) {
    public static final long DEFAULT_MAX_BYTES = 8L << 30;
    public static final int DEFAULT_SEGMENT_BYTES = 64 << 20;
    public static final long DEFAULT_PENDING_BYTES = 64L << 20;
    private static final int LEAST_SEGMENT_BYTES = 4096;

    public LogSettings {
        requireNonNull(directory, "directory is null");
        if (segmentBytes < LEAST_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes is %d, expected at least %d".formatted(segmentBytes, LEAST_SEGMENT_BYTES));
        }
        if (maxBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException("maxBytes is %d, expected at least twice segmentBytes, that is %d"
                    .formatted(maxBytes, 2L * segmentBytes));
        }
        if (pendingBytes < 1) {
            throw new IllegalArgumentException("pendingBytes is %d, expected at least 1".formatted(pendingBytes));
        }
    }

    /** The defaults: 8 GiB in files of 64 MiB, and 64 MiB of memory. */
    public static LogSettings in(Path directory) {
        return new LogSettings(directory, DEFAULT_MAX_BYTES, DEFAULT_SEGMENT_BYTES, DEFAULT_PENDING_BYTES);
    }

    /** The largest record the log takes. */
    public int maxRecordBytes() {
        return segmentBytes - RecordFormat.SEGMENT_HEADER_BYTES - 2 * RecordFormat.RECORD_HEADER_BYTES;
    }
}
