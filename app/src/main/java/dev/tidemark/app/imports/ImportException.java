package dev.tidemark.app.imports;

/** The import cannot go on. The message says why and what to do; what was acknowledged before stays. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImportException(String message) {
        super(message);
    }

    public ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
