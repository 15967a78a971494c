package dev.tidemark.storage.citus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.storage.citus.Partitions.Part;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.AgeingStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A schema in which rollups are brought up, and months kept by columns or dropped, when a test says so, and at no other time. */
final class AgeingPlace implements AgeingDatabase {

    private final TemporaryStore store = new TemporaryStore();

    @Override
    public AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime) {
        Duration age = lifetime.orElse(Lifetimes.FOREVER);
        RetentionPolicy retention = new RetentionPolicy(new Lifetimes(age, age, age), Map.of());
        return new Opened(store, CitusStorage.prepare(store.settings().withRetention(retention), rollups));
    }

    @Override
    public void close() {
        store.close();
    }

    private record Opened(TemporaryStore store, CitusStorage citus) implements AgeingStore {

        @Override
        public Storage storage() {
            return citus;
        }

        /** Without the access method months are written anew as they were. */
        @Override
        public void archive() {
            try (PostgreSql server = PostgreSql.connect(store.settings().server())) {
                Rewriting rewriting = store.rewriting(server);
                for (Part part : server.read("looking for parts", Partitions::list)) {
                    assertThat(rewriting.rewrite(part.month(), Fragment.of("false")))
                            .isTrue();
                }
            }
        }

        @Override
        public void bringUp() {
            citus.following().follow();
        }

        @Override
        public void expire() {
            citus.expiry().deleteOld();
        }

        @Override
        public boolean takesRepeats() {
            return true;
        }

        @Override
        public void close() {
            citus.close();
        }
    }
}
