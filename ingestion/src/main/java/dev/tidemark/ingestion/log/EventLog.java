package dev.tidemark.ingestion.log;

import java.util.concurrent.CompletionStage;

/**
 * One totally ordered, durable sequence of records. A log spread over partitions is several of these, one per partition.
 *
 * <p>Records are opaque bytes. Positions grow along the log, are unique within it and keep their meaning over restarts; differences between them mean
 * nothing to callers. All methods may be called from any thread.
 */
public interface EventLog extends MeasuredLog, AutoCloseable {

    /**
     * Appends a record, which must not be empty nor be changed afterwards. The stage completes with {@link AppendResult.Appended} once the record would
     * survive a crash of the process and of the machine, or with {@link AppendResult.Refused} when it is not in the log and will never be; it never
     * completes exceptionally. Records appended by one thread keep their order. Dependents of the stage may run on the log's writing thread, so they must
     * be short or asynchronous.
     */
    CompletionStage<AppendResult> append(byte[] record);

    /**
     * Appends a record of a flow. Where much waits to be written, flows may be served in turn; the order of records is kept within a flow only.
     *
     * @param flow whose record it is
     */
    default CompletionStage<AppendResult> append(byte[] record, String flow) {
        return append(record);
    }

    /**
     * Opens the reader of a cursor, registering the cursor if it is new; a new cursor starts at the oldest record kept. Records are kept until every
     * registered cursor has passed them.
     *
     * @param cursor 1 to 64 characters of {@code a-z}, {@code 0-9} and {@code -}
     * @throws IllegalStateException if a reader of this cursor is open
     */
    LogReader reader(String cursor);

    /** Removes a cursor, so that it no longer keeps records from being deleted. Does nothing if there is none; its reader must be closed. */
    void forget(String cursor);

    /**
     * Moves a cursor ahead to where another one stands, so that it keeps nothing that the other has passed. A reader of it that is open goes on from there, unless it has come further; what it
     * saves before that place counts for nothing. Does nothing if the cursor stands there or further.
     *
     * @throws IllegalArgumentException if there is no such cursor
     */
    void skip(String cursor, String to);

    /** Makes durable what was appended so far, completes every stage, then releases the log. Readers are to be closed before. */
    @Override
    void close();
}
