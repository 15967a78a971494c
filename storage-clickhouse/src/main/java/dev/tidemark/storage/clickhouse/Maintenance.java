package dev.tidemark.storage.clickhouse;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The work in the background, by one thread: filling and dropping of rollups. What fails is logged and tried again after a while. */
final class Maintenance implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Maintenance.class.getName());

    private static final Duration FILLING = Duration.ofMillis(50);
    private static final Duration DROPPING = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final RollupFill fill;
    private final RollupRemoval removal;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tidemark-clickhouse-maintenance").factory());
    private volatile long pausedUntil = System.nanoTime();

    Maintenance(RollupFill fill, RollupRemoval removal) {
        this.fill = fill;
        this.removal = removal;
    }

    void start() {
        every(FILLING, "filling of rollups", () -> {
            if (fill.isDue()) {
                fill.step();
            }
        });
        every(DROPPING, "dropping of rollups", removal::whereUnused);
    }

    /** Ends the work, waiting for the step under way. */
    @Override
    public void close() {
        fill.stop();
        thread.close();
    }

    private void every(Duration delay, String name, Runnable work) {
        Future<?> _ = thread.scheduleWithFixedDelay(
                () -> attempt(name, work), delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt(String name, Runnable work) {
        if (System.nanoTime() - pausedUntil < 0) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            pausedUntil = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
            LOG.log(Level.WARNING, "the " + name + " of the ClickHouse store failed; it is tried again", e);
        }
    }
}
