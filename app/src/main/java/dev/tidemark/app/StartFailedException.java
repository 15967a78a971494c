package dev.tidemark.app;

/** The server cannot start, for a reason that an operator can do something about. The message says which and what. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
