/**
 * Rollups that follow the events in PostgreSQL, whoever writes them: brought up by the number of the batch, a step at a time, and completed for each question by the events that are
 * not in them yet. Open {@link dev.tidemark.storage.sql.postgresql.rollup.FollowingRollups} first.
 */
@NullMarked
package dev.tidemark.storage.sql.postgresql.rollup;

import org.jspecify.annotations.NullMarked;
