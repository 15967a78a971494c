package dev.tidemark.storage.clickhouse;

import dev.tidemark.testkit.contract.StorageContract;
import dev.tidemark.testkit.contract.TestDatabase;

class ClickHouseStorageContractTest extends StorageContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore();
    }
}
