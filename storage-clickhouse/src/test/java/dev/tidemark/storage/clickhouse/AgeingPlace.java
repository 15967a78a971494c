package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.storage.clickhouse.ClickHouseSettings.Ageing;
import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.AgeingStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database in which events are compressed once more from their second month on. */
final class AgeingPlace implements AgeingDatabase {

    private static final Duration COLD = Duration.ofDays(1);

    private static final String MERGE = """
            OPTIMIZE TABLE events FINAL SETTINGS mutations_sync = 1, alter_sync = 2""";

    private final TemporaryStore store = new TemporaryStore();

    @Override
    public AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime) {
        Lifetimes lifetimes = new Lifetimes(COLD, COLD, lifetime.orElse(Lifetimes.FOREVER));
        Ageing ageing = new Ageing(new RetentionPolicy(lifetimes, Map.of()), Optional.empty());
        return new Opened(
                ClickHouseStorage.open(store.layout().settings().withAgeing(ageing), rollups), store.layout());
    }

    @Override
    public void close() {
        store.close();
    }

    private record Opened(Storage storage, Layout layout) implements AgeingStore {

        @Override
        public void archive() {
            merge();
        }

        @Override
        public void bringUp() {
            AgeingStore.awaitRollups(storage);
        }

        @Override
        public void expire() {
            merge();
        }

        /** Merging does what is due. */
        private void merge() {
            try (Server server = new Server(layout)) {
                server.execute("waiting for old events to be dealt with", MERGE);
            }
        }

        @Override
        public boolean takesRepeats() {
            return false;
        }

        @Override
        public void close() {
            storage.close();
        }
    }
}
