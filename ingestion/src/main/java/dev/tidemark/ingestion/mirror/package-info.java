/**
 * Mirrors: stores that get all that the primary store has, and from then on what comes in, each by a cursor of its own. How a mirror is filled, what it notes of that, and when it gives up its place in the
 * log so that the primary is not held up. How events get from the log into a store is not done here but in {@code delivery}. Open {@link dev.tidemark.ingestion.mirror.Mirror} first.
 */
@NullMarked
package dev.tidemark.ingestion.mirror;

import org.jspecify.annotations.NullMarked;
