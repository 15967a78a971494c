/**
 * The event log: an append-only, bounded, durable sequence of opaque records between the entrances and the stores, read by any number of named cursors.
 * What the records mean is not known here. Open {@link dev.tidemark.ingestion.log.EventLog} first, then
 * {@link dev.tidemark.ingestion.log.LocalEventLog}, its implementation on local disk; the layout of the files is told in {@code RecordFormat}.
 */
@NullMarked
package dev.tidemark.ingestion.log;

import org.jspecify.annotations.NullMarked;
