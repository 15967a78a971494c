package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The size of a log and how far its cursors are behind.
 *
 * @param bytes disk space taken, including space reserved ahead
 * @param maxBytes what it may grow to
 * @param cursors in the order of their names
 * @param damaged what operators should know
 */
public record LogFigures(long bytes, long maxBytes, List<Backlog> cursors, Damaged damaged) {
    public LogFigures {
        cursors = List.copyOf(cursors);
        requireNonNull(damaged, "damaged is null");
    }

    /** Of a log that is whole. */
    public LogFigures(long bytes, long maxBytes, List<Backlog> cursors) {
        this(bytes, maxBytes, cursors, Damaged.NONE);
    }

    /**
     * What was found unreadable and left out, until an operator has dealt with it.
     *
     * @param places how many places
     * @param records how many records stood there, as far as that can be told
     * @param bytes their size
     */
    public record Damaged(int places, long records, long bytes) {
        public static final Damaged NONE = new Damaged(0, 0, 0);

        Damaged plus(Damaged other) {
            return new Damaged(places + other.places, records + other.records, bytes + other.bytes);
        }
    }

    /**
     * What a cursor has not saved yet.
     *
     * @param records how many records
     * @param bytes their size in the log
     * @param oldest when the oldest of them was appended; empty if there is none
     */
    public record Backlog(String cursor, long records, long bytes, Optional<Instant> oldest) {
        public Backlog {
            requireNonNull(cursor, "cursor is null");
            requireNonNull(oldest, "oldest is null");
        }
    }
}
