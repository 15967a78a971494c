package dev.tidemark.app.imports;

/** An import or an export cannot go on. The message says why and what to do; what was acknowledged before stays. */
public final class TransferException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransferException(String message) {
        super(message);
    }

    public TransferException(String message, Throwable cause) {
        super(message, cause);
    }
}
