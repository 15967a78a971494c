package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.storage.EventIds;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.storage.WriteSession;
import dev.tidemark.testkit.contract.TestDatabase;
import java.util.List;

/** A store whose rollups are brought up after each batch, and at no other time: so that they hold everything whenever they are asked. */
record SettledStore(TemporaryStore store) implements TestDatabase {

    @Override
    public Storage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public Storage open(List<RollupDefinition> rollups) {
        return new Settled(TimescaleStorage.prepare(store.settings(), rollups));
    }

    @Override
    public void close() {
        store.close();
    }

    private record Settled(TimescaleStorage storage) implements Storage {

        @Override
        public EventWriter eventWriter() {
            return batch -> {
                storage.eventWriter().append(batch);
                storage.keptRollups().bringUp();
            };
        }

        @Override
        public List<RollupCoverage> rollups() {
            storage.keptRollups().bringUp();
            return storage.rollups();
        }

        @Override
        public String name() {
            return storage.name();
        }

        @Override
        public WriteSession session(String name, Runnable claim) {
            return WriteSession.shared(this, claim);
        }

        @Override
        public EventIds eventIds() {
            return storage.eventIds();
        }

        @Override
        public AggregateReader aggregateReader() {
            return storage.aggregateReader();
        }

        @Override
        public BehaviorReader behaviorReader() {
            return storage.behaviorReader();
        }

        @Override
        public StoredEvents storedEvents() {
            return storage.storedEvents();
        }

        @Override
        public void check() {
            storage.check();
        }

        @Override
        public StorageFigures figures() {
            return storage.figures();
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
