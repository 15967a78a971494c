/**
 * The way from the event log into a store: one thread per store reads by its own cursor, drops duplicates and writes batches, exactly once. Also what a
 * record of the log holds, and how dead letters get from the log to where they are kept. Entrances are not known here. Open
 * {@link dev.tidemark.ingestion.delivery.Delivery} first.
 */
@NullMarked
package dev.tidemark.ingestion.delivery;

import org.jspecify.annotations.NullMarked;
