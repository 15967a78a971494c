package dev.tidemark.app.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all request bodies together may take from their first byte until they are answered. Bodies of more than {@value #SMALL_BYTES} bytes may take half of it: however many of them come, slowly or at once, there is room
 * for small ones. Usable by many threads.
 */
final class BodyMemory {
    static final int SMALL_BYTES = 64 << 10;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit bytes */
    BodyMemory(long limit) {
        this.limit = limit;
    }

    /** Half as much as the heap, on which bodies are not, but become events; room for two of the greatest at least. */
    static BodyMemory of(long maxHeap, long bodyLimit) {
        return new BodyMemory(Math.max(maxHeap / 2, 4 * bodyLimit));
    }

    long taken() {
        return taken.get();
    }

    /**
     * Takes memory, if there is some.
     *
     * @param ofBody how many bytes the body has taken so far, with these
     */
    boolean take(int bytes, long ofBody) {
        long now = taken.addAndGet(bytes);
        if (now <= (ofBody > SMALL_BYTES ? limit / 2 : limit)) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(long bytes) {
        if (bytes > 0) {
            taken.addAndGet(-bytes);
        }
    }
}
