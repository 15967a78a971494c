package dev.tidemark.ingestion.log;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Records on their way to the writing thread, bounded by their bytes. The writing thread takes all that wait at once: they become its next group. */
final class AppendQueue {
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private List<Pending> waiting = new ArrayList<>();
    private long bytes;
    private boolean closed;

    AppendQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** A record and who waits for it. */
    @SuppressWarnings("ArrayRecordComponent") // handed over by the caller for good
    record Pending(byte[] bytes, CompletableFuture<AppendResult> stage) {}

    /** What became of an offer. */
    enum Offer {
        TAKEN,
        BUSY,
        CLOSED
    }

    Offer offer(Pending pending) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (bytes > 0 && bytes + pending.bytes().length > maxBytes) {
                return Offer.BUSY;
            }
            waiting.add(pending);
            bytes += pending.bytes().length;
            filled.signal();
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for records and takes all there are; none once the queue is closed and empty. */
    List<Pending> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            List<Pending> taken = waiting;
            waiting = new ArrayList<>();
            bytes = 0;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }
}
