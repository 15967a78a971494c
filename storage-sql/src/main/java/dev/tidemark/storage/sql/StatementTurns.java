package dev.tidemark.storage.sql;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Lets so many statements at a time be run, in the order in which they came. Waiting is part of a statement's time. */
public final class StatementTurns {

    private final Semaphore turns;

    /** @param concurrent how many at a time */
    public StatementTurns(int concurrent) {
        this.turns = new Semaphore(concurrent, true);
    }

    /** Runs a composed statement within the time that is left. */
    @FunctionalInterface
    public interface Run<T> {
        T within(Fragment statement, Duration left);
    }

    /**
     * Composes a statement, waits for its turn, and runs it.
     *
     * @throws StorageException of category INVALID_QUERY if there can be no such statement, OVERLOADED if its turn does not come in time
     */
    public <T> T run(Supplier<Fragment> statement, Duration timeout, Run<T> run) {
        Fragment composed = compose(statement);
        long end = System.nanoTime() + timeout.toNanos();
        await(timeout);
        try {
            return run.within(composed, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        } finally {
            turns.release();
        }
    }

    /** Says that a statement took longer than it might, or that its thread was interrupted. */
    public static StorageException overdue(Duration left) {
        return new StorageException(
                Category.OVERLOADED,
                "answering a query took more than " + left.toMillis() + " ms, or nobody waits for it any more",
                null);
    }

    private static Fragment compose(Supplier<Fragment> statement) {
        try {
            return statement.get();
        } catch (IllegalArgumentException e) {
            throw new StorageException(Category.INVALID_QUERY, "composing a query: " + e.getMessage(), e);
        }
    }

    private void await(Duration patience) {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        Category.OVERLOADED,
                        "waited " + patience.toMillis() + " ms for other queries to end; ask again later",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(Category.OVERLOADED, "interrupted while waiting for other queries", e);
        }
    }
}
