package dev.tidemark.ingestion.log;

/** A file of the log does not hold what was durably written to it. The message names file and offset and says what can be done. */
public final class LogCorruptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LogCorruptException(String message) {
        super(message);
    }
}
