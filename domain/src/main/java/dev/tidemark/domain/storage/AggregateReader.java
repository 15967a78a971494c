package dev.tidemark.domain.storage;

/** Answers questions for numbers over groups of events. */
public interface AggregateReader {

    /**
     * Reads what the plan of the read names, groups it and returns every group that has events, in the order that {@link
     * dev.tidemark.domain.query.Ordering} describes, up to the limit. The numbers are those of the raw events, whatever the
     * plan. Without dimensions and with a single bucket there is exactly one row, also when there are no events.
     *
     * <p>Interrupting the thread ends the read soon.
     *
     * @throws StorageException of category OVERLOADED if the read exceeds its time or the store's memory or was interrupted,
     *     INVALID_QUERY if the store cannot answer such a question
     */
    AggregateRows read(AggregateRead read);
}
