package dev.tidemark.ingestion.pipeline;

import java.util.concurrent.atomic.AtomicLong;

/** How much is being taken at this moment, bounded: decoded events take several times the memory of their text. */
final class BytesInFlight {

    private final long limit;
    private final AtomicLong bytes = new AtomicLong();

    BytesInFlight(long limit) {
        this.limit = limit;
    }

    /** Whether there is room; it is taken then. A body that is larger than the limit has room when it is alone. */
    boolean enter(long size) {
        long before = bytes.getAndAdd(size);
        if (before > 0 && before + size > limit) {
            bytes.addAndGet(-size);
            return false;
        }
        return true;
    }

    void leave(long size) {
        bytes.addAndGet(-size);
    }

    long limit() {
        return limit;
    }
}
