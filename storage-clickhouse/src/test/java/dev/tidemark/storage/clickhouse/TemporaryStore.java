package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import java.util.List;
import java.util.UUID;

/** A store in a database of its own. */
final class TemporaryStore implements TestDatabase {

    private final ClickHouseSettings settings;

    TemporaryStore() {
        this(ClickHouseAddress.get());
    }

    TemporaryStore(ClickHouseAddress address) {
        settings = ClickHouseSettings.of(address.url())
                .withUser(address.username(), address.password())
                .withDatabase("test_" + UUID.randomUUID().toString().replace('-', '_'))
                .withSynced(false); // no test takes the machine's power away
    }

    ClickHouseSettings settings() {
        return settings;
    }

    @Override
    public Storage open() {
        return open(BuiltInRollups.all());
    }

    @Override
    public Storage open(List<RollupDefinition> rollups) {
        return ClickHouseStorage.open(settings, rollups);
    }

    @Override
    public void close() {
        try (Server server = new Server(settings)) {
            server.execute("removing a test's database", "DROP DATABASE " + settings.database());
        }
    }
}
