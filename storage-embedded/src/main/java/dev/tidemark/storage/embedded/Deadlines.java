package dev.tidemark.storage.embedded;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels statements that exceed their time, whose own timeout counts whole seconds only, and those whose reader was interrupted, which the driver does not notice. */
final class Deadlines implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("tidemark-embedded-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancels the statement of this thread after this time, or when the thread is interrupted, unless the watch is closed before. */
    Watch watch(Statement statement, Duration time) {
        Thread reader = Thread.currentThread();
        Future<?> end = timer.schedule(() -> cancel(statement), time.toNanos(), TimeUnit.NANOSECONDS);
        Future<?> interruption = timer.scheduleWithFixedDelay(
                () -> cancelIfInterrupted(reader, statement),
                LOOK_EVERY_MILLIS,
                LOOK_EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        return () -> {
            end.cancel(false);
            interruption.cancel(false);
        };
    }

    private static void cancelIfInterrupted(Thread reader, Statement statement) {
        if (reader.isInterrupted()) {
            cancel(statement);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    @SuppressWarnings("EmptyCatch") // a statement that cannot be cancelled has ended
    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException ignored) {
        }
    }

    /** A deadline that is not over yet. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
