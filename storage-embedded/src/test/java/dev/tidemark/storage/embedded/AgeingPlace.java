package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.AgeingStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A file in which rollups are filled and merged when a test says so, and at no other time. Nothing is deleted from it. */
final class AgeingPlace implements AgeingDatabase {

    private final TemporaryStore store = new TemporaryStore();

    @Override
    public AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime) {
        if (lifetime.isPresent()) {
            throw new IllegalArgumentException("lifetime is " + lifetime.get() + ", expected none");
        }
        return new Opened(EmbeddedStorage.prepare(store.settings(), Optional.of(rollups), Clock.systemUTC()));
    }

    @Override
    public void close() {
        store.close();
    }

    private record Opened(EmbeddedStorage embedded) implements AgeingStore {

        @Override
        public Storage storage() {
            return embedded;
        }

        /** Days that get no more events have their rows in rollups merged. */
        @Override
        public void archive() {
            embedded.compaction().resume();
            embedded.compaction().whereDue(Clock.systemUTC().instant().plus(Compaction.QUIET.multipliedBy(2)));
        }

        @Override
        public void bringUp() {
            while (embedded.fill().isDue()) {
                embedded.fill().step(Long.MAX_VALUE);
            }
            embedded.removal().whereUnused();
        }

        @Override
        public void expire() {}

        @Override
        public boolean takesRepeats() {
            return false;
        }

        @Override
        public void close() {
            embedded.close();
        }
    }
}
