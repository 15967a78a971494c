package dev.tidemark.domain.storage;

import dev.tidemark.domain.event.EventBatch;

/** Takes events into the store. */
public interface EventWriter {

    /**
     * Stores a batch: raw events and their share of every rollup, all or nothing. When the method returns, the batch is durable
     * and every later read sees it. The caller guarantees that no event of the batch is stored already; see {@link EventIds}.
     * Called by one thread at a time.
     *
     * @throws StorageException of category UNAVAILABLE or OVERLOADED if the same batch may be tried again later, of category
     *     REFUSED if the store will never take this batch because of what is in it; in any case nothing of it is stored, or, where
     *     the outcome of a commit is unknown, {@link EventIds#stored} tells
     */
    void append(EventBatch batch);
}
