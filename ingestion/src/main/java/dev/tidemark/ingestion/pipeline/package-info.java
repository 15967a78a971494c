/**
 * The way of a body of events from an entrance into the event log: decoded, checked, looked over for known duplicates, made
 * durable in one record, answered. Every entrance, be it HTTP, a file or a replay, goes through
 * {@link dev.tidemark.ingestion.pipeline.EventIntake}; open it first. What happens behind the log is delivery's business.
 */
@NullMarked
package dev.tidemark.ingestion.pipeline;

import org.jspecify.annotations.NullMarked;
