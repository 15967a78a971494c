package dev.tidemark.ingestion.log;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The durable end of the log, for which readers wait. */
final class Tail {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile End end;

    Tail(End end) {
        this.end = end;
    }

    /**
     * An end of the log.
     *
     * @param position where the next record will start
     * @param sequence how many records the log has taken
     */
    record End(long position, long sequence) {}

    End end() {
        return end;
    }

    void advance(End to) {
        lock.lock();
        try {
            end = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets waiting threads look at their reason to stop. */
    void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the end is beyond {@code position}, {@code stop} says so, or time runs out. */
    End await(long position, long nanos, BooleanSupplier stop) {
        lock.lock();
        try {
            long left = nanos;
            while (end.position() <= position && left > 0 && !stop.getAsBoolean()) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // treated as time run out; the caller sees the flag
        } finally {
            lock.unlock();
        }
        return end;
    }
}
