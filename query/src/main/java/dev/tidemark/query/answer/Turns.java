package dev.tidemark.query.answer;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.tidemark.domain.storage.StorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets so many questions be answered at a time; further ones wait, as long as they may take. */
final class Turns {

    private static final Duration LEAST = Duration.ofMillis(1);

    private final int concurrent;
    private final Semaphore free;

    Turns(int concurrent) {
        this.concurrent = concurrent;
        this.free = new Semaphore(concurrent, true);
    }

    /**
     * Answers when it is this question's turn.
     *
     * @param answer is given the time that is left
     * @throws StorageException of category OVERLOADED if it never was
     */
    <T> T take(Duration timeout, Function<Duration, T> answer) {
        long begin = System.nanoTime();
        try {
            if (!free.tryAcquire(timeout.toNanos(), NANOSECONDS)) {
                throw overloaded("all " + concurrent + " turns were taken for " + timeout, null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw overloaded("the server is stopping", e);
        }
        try {
            Duration left = timeout.minusNanos(System.nanoTime() - begin);
            return answer.apply(left.isPositive() ? left : LEAST);
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
