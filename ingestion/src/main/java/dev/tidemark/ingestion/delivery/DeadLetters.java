package dev.tidemark.ingestion.delivery;

import java.util.List;

/** Keeps dead letters. */
public interface DeadLetters {

    /**
     * Keeps these durably, all or none. A letter whose id is known already stays as it is. Called by several threads.
     *
     * @param letters at least one
     * @throws RuntimeException if they could not be kept; they are handed over again later
     */
    void keep(List<DeadLetter> letters);
}
