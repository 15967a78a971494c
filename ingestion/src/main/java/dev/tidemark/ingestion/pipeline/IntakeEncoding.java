package dev.tidemark.ingestion.pipeline;

/** Writes what a body brought as one record of the event log, for delivery to read. Called by many threads at once. */
@FunctionalInterface
public interface IntakeEncoding {
    byte[] encode(IntakeRecord intake);
}
