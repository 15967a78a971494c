package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many questions be answered at a time, of whatever kind; further ones wait, as long as they may take. The engines that
 * ask one store share one.
 */
public final class Turns {

    private final int concurrent;
    private final Semaphore free;

    public Turns(QueryLimits limits) {
        this.concurrent = limits.concurrent();
        this.free = new Semaphore(concurrent, true);
    }

    /**
     * Answers when it is this question's turn.
     *
     * @param answer is given the time that is left
     * @throws StorageException of category OVERLOADED if it never was
     */
    <T> T take(Duration timeout, Function<TimeLeft, T> answer) {
        TimeLeft left = TimeLeft.of(timeout);
        try {
            if (!free.tryAcquire(timeout.toNanos(), NANOSECONDS)) {
                throw overloaded("all " + concurrent + " turns were taken for " + timeout, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded("the server is stopping", e);
        }
        try {
            return answer.apply(left);
        } finally {
            free.release();
        }
    }

    private static StorageException overloaded(String reason, @Nullable Throwable cause) {
        return new StorageException(
                StorageException.Category.OVERLOADED,
                "the query was not begun: " + reason + "; ask again later",
                cause);
    }
}
