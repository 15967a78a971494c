package dev.tidemark.storage.clickhouse;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends questions that exceed their time and those whose reader was interrupted: on this side at once, at the server by killing the statement. */
final class Deadlines implements AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Server server;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("tidemark-clickhouse-deadlines").factory());
    private final ExecutorService killer = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("tidemark-clickhouse-kill").factory());

    Deadlines(Server server) {
        this.server = server;
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Ends the statement of this thread after this time, or when the thread is interrupted, unless the watch is closed before. */
    Watch watch(String id, Duration time) {
        return new Watch(id, time);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        killer.shutdownNow();
    }

    /** Looks after one statement until it is closed. */
    final class Watch implements AutoCloseable {
        private final String id;
        private final Thread reader = Thread.currentThread();
        private final Future<?> end;
        private final Future<?> interruption;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Watch(String id, Duration time) {
            this.id = id;
            this.end = timer.schedule(this::end, time.toNanos(), TimeUnit.NANOSECONDS);
            this.interruption = timer.scheduleWithFixedDelay(
                    this::endIfInterrupted, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        /** Whether the statement was ended, whatever the server says of it. */
        boolean hasEnded() {
            return ended.get();
        }

        private void endIfInterrupted() {
            if (reader.isInterrupted()) {
                end();
            }
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                Future<?> _ = killer.submit(() -> server.killHere(id));
                server.abandon(id);
            }
        }

        @Override
        public void close() {
            end.cancel(false);
            interruption.cancel(false);
        }
    }
}
