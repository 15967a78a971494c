package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.RollupDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A place for a store whose events grow old when a test says so. */
public interface AgeingDatabase extends AutoCloseable {

    /**
     * Opens the store on this place. It sees everything that stores opened here before have written. No two stores are open on one place at a time.
     *
     * @param rollups to keep, and no others
     * @param lifetime how long events are kept, in whole days; empty for ever, as always where a store deletes none
     */
    AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime);

    /** Removes the place with all that is in it. No store is open on it any more. */
    @Override
    void close();
}
