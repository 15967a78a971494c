package dev.tidemark.testkit.contract;

import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.ReferenceStorage;

class ReferenceStorageContractTest extends StorageContract {

    @Override
    public TestDatabase emptyDatabase() {
        ReferenceStorage storage = new ReferenceStorage();
        return new TestDatabase() {
            @Override
            public Storage open() {
                return storage;
            }

            @Override
            public void close() {
                // Nothing but a list, which the collector takes.
            }
        };
    }
}
