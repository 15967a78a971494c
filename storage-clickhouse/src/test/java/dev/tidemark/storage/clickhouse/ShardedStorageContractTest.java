package dev.tidemark.storage.clickhouse;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.DurabilityContract;
import dev.tidemark.testkit.contract.EventIdsContract;
import dev.tidemark.testkit.contract.EventWriterContract;
import dev.tidemark.testkit.contract.HubContract;
import dev.tidemark.testkit.contract.OwnRollupContract;
import dev.tidemark.testkit.contract.StoredEventsContract;
import dev.tidemark.testkit.contract.TenantIsolationContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutClickHouse;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** What several shards must do together; questions are answered by one of them, which is tested as a store of its own. */
@AddLifecycleHook(value = SkippedWithoutClickHouse.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class ShardedStorageContractTest
        implements DurabilityContract,
                EventIdsContract,
                EventWriterContract,
                HubContract,
                OwnRollupContract,
                StoredEventsContract,
                TenantIsolationContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryShards(2);
    }
}
