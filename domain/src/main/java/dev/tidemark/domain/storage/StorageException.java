package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A store could not do what was asked. The category says why, and from it follow status codes, retries and alerts. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Category category;

    /**
     * @param message what was being done and what went wrong
     * @param cause the driver's own error, where there is one
     */
    public StorageException(Category category, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.category = requireNonNull(category, "category is null");
    }

    public Category category() {
        return category;
    }

    /** Whether the same call may succeed later without a change. */
    public boolean isRetryable() {
        return category == Category.UNAVAILABLE || category == Category.OVERLOADED;
    }

    /** Why a store fails. */
    public enum Category {
        /** The question is wrong, or too much for this store ever to answer. */
        INVALID_QUERY,
        /** The data of a write is what the store will not take. */
        REFUSED,
        /** The store has too much to do, or the call exceeded its time or memory. */
        OVERLOADED,
        /** The store cannot be reached or cannot write, for now. */
        UNAVAILABLE,
        /** A defect: of the store, of the adapter, or of a schema that somebody changed. */
        INTERNAL
    }
}
