package dev.tidemark.ingestion.delivery;

/** A record of the event log is whole, yet not what this release writes: a newer one wrote it, or there is a defect. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String message) {
        super("A record of the event log cannot be read: " + message + ". Start the release that wrote it.");
    }
}
