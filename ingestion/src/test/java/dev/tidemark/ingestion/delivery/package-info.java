/** Tests of what the log's records hold, of recognising duplicates, and of delivery to stores that fail in every way. */
@NullMarked
package dev.tidemark.ingestion.delivery;

import org.jspecify.annotations.NullMarked;
