package dev.tidemark.app.cli;

/** A command could not do its work. The message is all that the user is shown. */
final class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
