package dev.tidemark.storage.sql.postgresql;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A thread in the background that does one thing after the other, again and again. What fails is told of, and let be for a while. */
public final class RepeatedWork implements AutoCloseable {

    private static final Logger LOG = System.getLogger(RepeatedWork.class.getName());

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(100);

    private final ScheduledExecutorService thread;
    private volatile boolean stopped;

    /** @param name of the thread */
    public RepeatedWork(String name) {
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** Does something now, and again after each pause. */
    public void every(Duration pause, String name, Runnable work) {
        Future<?> _ =
                thread.scheduleWithFixedDelay(new Pausing(name, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the work, waiting for what is under way. */
    @Override
    public void close() {
        close(() -> {});
    }

    /** Ends the work, waiting for what is under way, which is urged to end again and again. */
    public void close(Runnable urge) {
        stopped = true;
        thread.shutdown();
        try {
            do {
                urge.run();
            } while (!thread.awaitTermination(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Pausing implements Runnable {
        private final String name;
        private final Runnable work;
        private long pausedUntil = System.nanoTime();

        Pausing(String name, Runnable work) {
            this.name = name;
            this.work = work;
        }

        @Override
        public void run() {
            if (System.nanoTime() - pausedUntil < 0) {
                return;
            }
            try {
                work.run();
            } catch (RuntimeException e) {
                pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
                LOG.log(
                        stopped ? Level.DEBUG : Level.WARNING,
                        "the " + name + " in PostgreSQL failed; it is tried again",
                        e);
            }
        }
    }
}
