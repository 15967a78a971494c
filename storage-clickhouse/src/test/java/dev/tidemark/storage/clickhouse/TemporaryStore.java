package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** A store in a database of its own. */
final class TemporaryStore implements TestDatabase {

    private final Layout layout;

    TemporaryStore() {
        this(ClickHouseAddress.get());
    }

    TemporaryStore(ClickHouseAddress address) {
        this(address, 1, 1);
    }

    /** One of several shards, all on one server. */
    TemporaryStore(ClickHouseAddress address, int shard, int shards) {
        ClickHouseSettings settings = ClickHouseSettings.of(Collections.nCopies(shards, address.url()))
                .withUser(address.username(), address.password())
                .withDatabase("test_" + UUID.randomUUID().toString().replace('-', '_'))
                .withSynced(false); // no test takes the machine's power away
        layout = new Layout(settings, shard);
    }

    Layout layout() {
        return layout;
    }

    @Override
    public Storage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public Storage open(List<RollupDefinition> rollups) {
        return ClickHouseStorage.open(layout, rollups);
    }

    @Override
    public void close() {
        try (Server server = new Server(layout)) {
            server.execute(
                    "removing a test's database",
                    "DROP DATABASE " + layout.settings().database() + " SYNC");
        }
    }
}
