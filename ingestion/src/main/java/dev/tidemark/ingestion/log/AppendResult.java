package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What became of an appended record. */
public sealed interface AppendResult {

    /** The record is durable, and known by this position. */
    record Appended(long position) implements AppendResult {}

    /**
     * No part of the record is in the log, but for {@link Reason#UNCONFIRMED}.
     *
     * @param message for operators: what is the matter and what to do
     * @param retryAfter when trying again may help; zero if the same record will never be taken
     */
    record Refused(Reason reason, String message, Duration retryAfter) implements AppendResult {
        public Refused {
            requireNonNull(reason, "reason is null");
            requireNonNull(message, "message is null");
            requireNonNull(retryAfter, "retryAfter is null");
        }
    }

    /** Why a record was refused. */
    enum Reason {
        /** The log holds as much as it may, since a cursor is behind. */
        LOG_FULL,
        /** The disk has no room for more. */
        DISK_FULL,
        /** The disk failed to write or to sync. */
        DISK_FAILED,
        /** More records wait to be written than may be held in memory. */
        BUSY,
        /** Brokers of the log did not confirm it in time: it may be in the log, or parts of it. */
        UNCONFIRMED,
        /** The record is larger than the log takes at all. */
        TOO_LARGE,
        /** The log is closed. */
        CLOSED
    }
}
