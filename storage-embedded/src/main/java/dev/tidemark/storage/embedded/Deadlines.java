package dev.tidemark.storage.embedded;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cancels statements that exceed their time. The driver's own timeout counts whole seconds only. */
final class Deadlines implements AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("tidemark-embedded-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancels the statement after this time, unless the watch is closed before. */
    Watch watch(Statement statement, Duration time) {
        Future<?> pending = timer.schedule(() -> cancel(statement), time.toNanos(), TimeUnit.NANOSECONDS);
        return () -> pending.cancel(false);
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
