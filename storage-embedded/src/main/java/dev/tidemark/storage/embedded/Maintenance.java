package dev.tidemark.storage.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The work in the background, by one thread: checkpoints, and merging, filling and dropping of rollups. What fails is logged and tried again the next time. */
final class Maintenance implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Maintenance.class.getName());

    private static final Duration CHECKPOINTS = Duration.ofMillis(500);
    private static final Duration THREADS = Duration.ofMillis(500);
    private static final Duration MERGING = Duration.ofSeconds(5);

    /** Leaves the processors to others now and then. */
    private static final Duration FILLING = Duration.ofMillis(50);

    private static final Duration DROPPING = Duration.ofSeconds(1);

    private final Database database;
    private final EngineThreads threads;
    private final Checkpoints checkpoints;
    private final Compaction compaction;
    private final RollupFill fill;
    private final RollupRemoval removal;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tidemark-embedded-maintenance").factory());

    Maintenance(
            Database database,
            EngineThreads threads,
            Checkpoints checkpoints,
            Compaction compaction,
            RollupFill fill,
            RollupRemoval removal,
            Clock clock) {
        this.database = database;
        this.threads = threads;
        this.checkpoints = checkpoints;
        this.compaction = compaction;
        this.fill = fill;
        this.removal = removal;
        this.clock = clock;
    }

    void start() {
        thread.execute(() -> attempt("search for unmerged rollups", compaction::resume));
        every(CHECKPOINTS, "checkpoint", checkpoints::whereDue);
        every(THREADS, "dismissal of the engine's threads", this::dismissThreads);
        every(MERGING, "merging of rollups", this::merge);
        every(FILLING, "filling of rollups", this::fill);
        every(DROPPING, "dropping of rollups", removal::whereUnused);
    }

    /** Merging needs room before it gives room back. */
    private void merge() {
        if (checkpoints.hasRoom()) {
            compaction.whereDue(clock.instant());
        }
    }

    private void dismissThreads() {
        if (threads.areIdle()) {
            database.read("dismissing the engine's threads", threads::dismiss);
        }
    }

    private void fill() {
        if (fill.isDue() && checkpoints.hasRoom()) {
            fill.step(RollupFill.EVENTS_PER_STEP);
        }
    }

    /** Ends the work, waiting for the checkpoint or the merging of a table under way. */
    @Override
    public void close() {
        compaction.stop();
        fill.stop();
        thread.close();
        attempt("last checkpoint", checkpoints::now);
    }

    private void every(Duration delay, String name, Runnable work) {
        Future<?> _ = thread.scheduleWithFixedDelay(
                () -> attempt(name, work), delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(String name, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the " + name + " of the embedded store failed; it is tried again", e);
        }
    }
}
