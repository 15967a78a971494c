package dev.tidemark.storage.sql.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancels statements that exceed their time, and those whose reader was interrupted. The server keeps to the time by itself; but a server that does not answer any more
 * cannot, so its connection is given up a while later.
 */
final class Deadlines implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 100;
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("tidemark-postgresql-deadlines").factory());

    /** A cancellation is a connection of its own, which may take long. */
    private final ExecutorService cancellations = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tidemark-postgresql-cancel").factory());

    Deadlines() {
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Cancels the statement of this thread after this time, or when the thread is interrupted, unless the watch is closed before. */
    Watch watch(Statement statement, Duration time) throws SQLException {
        return new Watch(statement, time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        cancellations.shutdownNow();
    }

    /** Looks after one statement until it is closed. */
    final class Watch implements AutoCloseable {
        private final Statement statement;
        private final Connection connection;
        private final Thread reader = Thread.currentThread();
        private final Future<?> end;
        private final Future<?> interruption;
        private final Future<?> giveUp;
        private final AtomicBoolean cancelled = new AtomicBoolean();

        private Watch(Statement statement, Duration time) throws SQLException {
            this.statement = statement;
            this.connection = statement.getConnection();
            this.end = timer.schedule(this::cancel, time.toNanos(), TimeUnit.NANOSECONDS);
            this.giveUp = timer.schedule(this::giveUp, time.plus(UNTIL_GIVEN_UP).toNanos(), TimeUnit.NANOSECONDS);
            this.interruption = timer.scheduleWithFixedDelay(
                    this::cancelIfInterrupted, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Whether the statement was cancelled, whatever the server says of its end. */
        boolean hasCancelled() {
            return cancelled.get();
        }

        private void cancelIfInterrupted() {
            if (reader.isInterrupted()) {
                cancel();
            }
        }

        private void cancel() {
            if (cancelled.compareAndSet(false, true)) {
                Future<?> _ = cancellations.submit(() -> quietly(statement::cancel));
            }
        }

        private void giveUp() {
            Future<?> _ = cancellations.submit(() -> quietly(() -> connection.abort(Runnable::run)));
        }

        @SuppressWarnings("EmptyCatch") // a statement that cannot be cancelled has ended
        private static void quietly(Ending ending) {
            try {
                ending.end();
            } catch (SQLException ignored) {
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            giveUp.cancel(false);
            interruption.cancel(false);
        }
    }

    @FunctionalInterface
    private interface Ending {
        void end() throws SQLException;
    }
}
