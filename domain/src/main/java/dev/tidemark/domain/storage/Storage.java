package dev.tidemark.domain.storage;

import dev.tidemark.domain.rollup.RollupCoverage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of events: the hub that hands out its ports. Opening one creates or migrates its schema; what it hands out is safe for
 * use by several threads, except where a port says otherwise.
 *
 * <p>Every method of every port may throw {@link StorageException}; its category says who may retry.
 */
public interface Storage extends AutoCloseable {

    /** The store's name in settings, in answers and in metrics: {@code embedded}. */
    String name();

    EventWriter eventWriter();

    EventIds eventIds();

    /**
     * Begins to write under a name that one writer of one process has at a time, for where several write to one store and take over from each other. When this returns, whatever an earlier session of the
     * name, of whatever process, was doing is complete, and nothing more comes of it, though its process may not know yet that it has lost the name.
     *
     * @param claim is run whenever the store is about to let this session write, at first and after a failure; throws if the name is another's by now, and then nothing is written
     */
    WriteSession session(String name, Runnable claim);

    AggregateReader aggregateReader();

    BehaviorReader behaviorReader();

    StoredEvents storedEvents();

    /** The rollups the store keeps and what they can answer for, the preferred first. Cheap: asked for each query. */
    List<RollupCoverage> rollups();

    /**
     * Since when the store has every event that it took: of those with timestamps before, some may have been deleted for their age, though
     * rollups go on counting them. Empty where it deletes none. Cheap: asked for each query.
     */
    default Optional<Instant> keptSince() {
        return Optional.empty();
    }

    /** Asks the store whether it works, by a round trip that costs little. Returns only if it does. */
    void check();

    /** How much is stored. May be some seconds old. */
    StorageFigures figures();

    /** Releases everything. Writes that returned stay. Closing twice does nothing. */
    @Override
    void close();
}
