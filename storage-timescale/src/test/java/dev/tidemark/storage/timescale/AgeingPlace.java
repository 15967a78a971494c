package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.AgeingStore;
import dev.tidemark.testkit.engine.TimescaleEdition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A schema in which chunks are compressed, rollups brought up and chunks dropped when a test says so, and at no other time. */
final class AgeingPlace implements AgeingDatabase {

    /** So that some of the events around a moment go, and others stay. */
    private static final Duration CHUNK = Duration.ofDays(10);

    private final TimescaleEdition edition;
    private final TemporaryStore store;

    AgeingPlace(TimescaleEdition edition) {
        this.edition = edition;
        this.store = new TemporaryStore(edition);
    }

    @Override
    public AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime) {
        TimescaleSettings settings = store.settings().withChunkWidth(CHUNK).withDeleteAfter(lifetime);
        return new Opened(TimescaleStorage.prepare(settings, rollups));
    }

    @Override
    public void close() {
        store.close();
    }

    private final class Opened implements AgeingStore {

        private final TimescaleStorage storage;

        Opened(TimescaleStorage storage) {
            this.storage = storage;
        }

        @Override
        public Storage storage() {
            return storage;
        }

        @Override
        public void archive() {
            if (edition == TimescaleEdition.FULL) {
                store.compress();
            }
        }

        @Override
        public void bringUp() {
            storage.keptRollups().bringUp();
        }

        @Override
        public void expire() {
            storage.expiry().run();
        }

        @Override
        public boolean takesRepeats() {
            return true;
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
