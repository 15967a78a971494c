package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.ingestion.log.LogCorruptException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries again until something succeeds or the delivery is to stop. */
final class Retries {
    private final DeliverySettings settings;
    private final DeliveryObserver observer;
    private final CountDownLatch stop;
    private final Consumer<DeliveryState> state;

    /**
     * @param stop when it is counted down what failed is not tried again
     * @param state is told when trying again begins and ends
     */
    Retries(DeliverySettings settings, DeliveryObserver observer, CountDownLatch stop, Consumer<DeliveryState> state) {
        this.settings = settings;
        this.observer = observer;
        this.stop = stop;
        this.state = state;
    }

    /**
     * The result of the first try that succeeds. Defects are tried again like outages: events wait until somebody mends what is broken, and none is lost.
     *
     * @throws StorageException of category REFUSED, which no further try would mend
     * @throws StoppedException if the delivery is to stop
     */
    <T> T until(Supplier<T> action) {
        Backoff backoff = new Backoff(settings.retryFrom(), settings.retryUpTo());
        boolean failed = false;
        while (true) {
            try {
                T result = action.get();
                if (failed) {
                    state.accept(DeliveryState.RUNNING);
                }
                return result;
            } catch (RuntimeException e) {
                if (isFinal(e)) {
                    throw e;
                }
                failed = true;
                await(backoff.next(), e);
            }
        }
    }

    private static boolean isFinal(RuntimeException e) {
        return e instanceof LogCorruptException
                || e instanceof UnreadableRecordException
                || (e instanceof StorageException storage && storage.category() == StorageException.Category.REFUSED);
    }

    private void await(Duration wait, RuntimeException failure) {
        String message = String.valueOf(failure.getMessage());
        state.accept(new DeliveryState(DeliveryState.Status.RETRYING, message));
        observer.retrying(message, failure, wait);
        try {
            if (stop.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StoppedException(failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException(e);
        }
    }
}
