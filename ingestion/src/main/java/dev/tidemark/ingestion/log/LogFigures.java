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
 */
public record LogFigures(long bytes, long maxBytes, List<Backlog> cursors) {
    public LogFigures {
        cursors = List.copyOf(cursors);
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
