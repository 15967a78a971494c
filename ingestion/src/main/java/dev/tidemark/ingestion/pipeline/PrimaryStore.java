package dev.tidemark.ingestion.pipeline;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tells what the primary store has of what the log has. */
public interface PrimaryStore {

    /**
     * Waits for a record of the event log to be delivered. The stage completes with what became of its events once queries can see
     * them, or empty when that takes longer than the caller wants to wait or is not known any more; it never completes
     * exceptionally. Waiting blocks no thread.
     *
     * @param position of the record, as its append was answered
     */
    CompletionStage<Optional<Outcome>> awaitStored(long position, Duration atMost);

    /** What became of the events of one record, all of which have been delivered. */
    sealed interface Outcome {

        /**
         * This process delivered them, and so has counted them.
         *
         * @param stored new to the store
         * @param duplicates had come before
         * @param refused by the store for their data; dead letters now
         */
        record Counted(int stored, int duplicates, int refused) implements Outcome {}

        /** Another process may have delivered them. */
        record Uncounted() implements Outcome {}
    }
}
