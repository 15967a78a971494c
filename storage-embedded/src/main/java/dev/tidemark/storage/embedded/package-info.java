/**
 * The embedded store: one DuckDB file in the data directory, opened by this process alone. Raw events in one columnar table, rollups
 * as rows that each batch adds and the background merges. Open {@link dev.tidemark.storage.embedded.EmbeddedStorage} first; the rest
 * is not public.
 */
@NullMarked
package dev.tidemark.storage.embedded;

import org.jspecify.annotations.NullMarked;
