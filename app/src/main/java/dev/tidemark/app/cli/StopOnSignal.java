package dev.tidemark.app.cli;

import dev.tidemark.app.imports.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Turns Ctrl-C and SIGTERM into a wish to stop, and gives the work the time to end the request it is at. */
final class StopOnSignal {
    private static final int LONGEST_SECONDS = 65;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final StopSignal stop;

    private StopOnSignal(StopSignal stop) {
        this.stop = stop;
    }

    static StopOnSignal register(StopSignal stop) {
        var stopper = new StopOnSignal(stop);
        Runtime.getRuntime().addShutdownHook(new Thread(stopper::stopAndWait, "stop-import"));
        return stopper;
    }

    /** To be called when the work has ended, however it did. */
    void finished() {
        finished.countDown();
    }

    private void stopAndWait() {
        stop.give();
        try {
            boolean ended = finished.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                System.err.println("tidemark: the import did not end in time; start it again to go on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
