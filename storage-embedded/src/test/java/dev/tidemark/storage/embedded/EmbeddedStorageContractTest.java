package dev.tidemark.storage.embedded;

import dev.tidemark.testkit.contract.StorageContract;
import dev.tidemark.testkit.contract.TestDatabase;

class EmbeddedStorageContractTest extends StorageContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore();
    }
}
