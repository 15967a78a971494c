/**
 * The store in PostgreSQL, spread over a cluster by tenant where Citus is there. What it shares with its relatives is in {@code dev.tidemark.storage.sql.postgresql}; here is what is its
 * own: parts of the table of events by month, and where tables lie. Open {@link dev.tidemark.storage.citus.CitusStorage} first; the rest is not public.
 */
@NullMarked
package dev.tidemark.storage.citus;

import org.jspecify.annotations.NullMarked;
