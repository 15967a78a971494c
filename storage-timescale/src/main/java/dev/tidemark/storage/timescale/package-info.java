/**
 * The store in a TimescaleDB of either edition: events in a hypertable, rollups as continuous aggregates or, where the licence has none, in tables that follow the events. What is so in every
 * PostgreSQL is in {@code dev.tidemark.storage.sql.postgresql}. Open {@link dev.tidemark.storage.timescale.TimescaleStorage} first.
 */
@NullMarked
package dev.tidemark.storage.timescale;

import org.jspecify.annotations.NullMarked;
