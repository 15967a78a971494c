package dev.tidemark.ingestion.delivery;

/** Counts memory taken against a limit. */
final class MemoryBudget {
    private final long limit;
    private long taken;

    MemoryBudget(long limit) {
        this.limit = limit;
    }

    long limit() {
        return limit;
    }

    /** Whether so much is left. */
    boolean has(long bytes) {
        return taken + bytes <= limit;
    }

    void take(long bytes) {
        taken += bytes;
    }

    void giveBack(long bytes) {
        taken -= bytes;
    }
}
