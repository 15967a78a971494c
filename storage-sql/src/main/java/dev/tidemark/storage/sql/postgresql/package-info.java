/**
 * What the adapters of PostgreSQL and its relatives share: the dialect, connections and their errors, questions with a deadline, events by binary COPY, and the
 * schema's steps. Nothing here knows an extension. Rollups that follow the events are in {@link dev.tidemark.storage.sql.postgresql.rollup}. Open {@link
 * dev.tidemark.storage.sql.postgresql.PostgreSql} first.
 */
@NullMarked
package dev.tidemark.storage.sql.postgresql;

import org.jspecify.annotations.NullMarked;
