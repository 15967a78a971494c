package dev.tidemark.query.http;

/** A store that was named cannot be asked for now. The message says why and what to do. */
final class StoreObstructedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreObstructedException(String message) {
        super(message);
    }
}
