package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.ReferenceStorage;
import java.util.List;

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
            public Storage open(List<RollupDefinition> rollups) {
                return storage.keeping(rollups.stream()
                        .map(rollup -> new RollupCoverage(rollup, List.of(AggregateReaderContract.WHOLE.range())))
                        .toList());
            }

            @Override
            public void close() {
                // Nothing but a list, which the collector takes.
            }
        };
    }
}
