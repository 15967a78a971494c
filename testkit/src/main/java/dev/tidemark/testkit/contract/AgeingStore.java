package dev.tidemark.testkit.contract;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import java.util.concurrent.locks.LockSupport;

/** An open store, and what otherwise only time does with it. It may do so by itself as well. */
public interface AgeingStore extends AutoCloseable {

    Storage storage();

    /** Gives all that is stored by now the form in which the store keeps old events, however old they are. Does nothing where there is no such form. */
    void archive();

    /** Brings rollups up to all that is stored. Returns when they are. */
    void bringUp();

    /** Deletes what the store would have deleted by now. Does nothing where it deletes nothing. */
    void expire();

    /** Whether a batch may have events that are stored already, which stay as they are: more than is asked of a store. */
    boolean takesRepeats();

    @Override
    void close();

    /** Waits for the rollups of a store that brings them up by itself. */
    static void awaitRollups(Storage storage) {
        long end = System.nanoTime() + Play.PATIENCE.toNanos();
        while (storage.figures().rollups().stream()
                .anyMatch(rollup -> rollup.stage() == StorageFigures.Stage.FILLING)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("rollups are not complete after " + Play.PATIENCE + ": " + storage.figures());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
