package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A record as read from the log.
 *
 * @param position where it starts: the position its append was answered with
 * @param next the position to save once it is dealt with
 * @param appendedAt when the log took it, to the millisecond
 * @param bytes what was appended; not shared with anybody else
 */
@SuppressWarnings(
        "ArrayRecordComponent") // read once by one thread; copying each record again would cost more than the promise
// is worth
public record LogRecord(long position, long next, Instant appendedAt, byte[] bytes) {
    public LogRecord {
        requireNonNull(appendedAt, "appendedAt is null");
        requireNonNull(bytes, "bytes is null");
        if (next <= position) {
            throw new IllegalArgumentException("next is %d, expected more than position %d".formatted(next, position));
        }
    }
}
