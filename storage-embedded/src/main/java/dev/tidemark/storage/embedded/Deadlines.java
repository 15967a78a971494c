package dev.tidemark.storage.embedded;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels statements that exceed their time, and those whose reader was interrupted. The driver's own timeout counts whole
 * seconds, and interruptions it does not notice.
 */
final class Deadlines implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("tidemark-embedded-deadlines").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancels the statement of this thread after this time, or when the thread is interrupted, unless the watch is closed before. */
    Watch watch(Statement statement, Duration time) {
        return new Watch(statement, time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Looks after one statement until it is closed. */
    final class Watch implements AutoCloseable {
        private final Statement statement;
        private final Thread reader = Thread.currentThread();
        private final long overAt;
        private final Future<?> end;
        private final Future<?> interruption;
        private volatile boolean cancelled;

        private Watch(Statement statement, Duration time) {
            this.statement = statement;
            this.overAt = System.nanoTime() + time.toNanos();
            this.end = timer.schedule(this::cancel, time.toNanos(), TimeUnit.NANOSECONDS);
            this.interruption = timer.scheduleWithFixedDelay(
                    this::cancelIfInterrupted, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Whether the statement was cancelled, whatever the engine says of its end. */
        boolean hasCancelled() {
            return cancelled;
        }

        /** Whether it was cancelled or its time is over, also where the engine was done before it noticed. */
        boolean isOver() {
            return cancelled || System.nanoTime() - overAt >= 0;
        }

        private void cancelIfInterrupted() {
            if (reader.isInterrupted()) {
                cancel();
            }
        }

        @SuppressWarnings("EmptyCatch") // a statement that cannot be cancelled has ended
        private void cancel() {
            cancelled = true;
            try {
                statement.cancel();
            } catch (SQLException ignored) {
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            interruption.cancel(false);
        }
    }
}
