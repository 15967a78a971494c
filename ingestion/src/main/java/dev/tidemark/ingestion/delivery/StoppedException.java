package dev.tidemark.ingestion.delivery;

/** The delivery is to stop, and what it was doing did not come to an end; nothing is lost, it is done again after the next start. */
final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException(Throwable cause) {
        super("stopped while trying again", cause);
    }
}
