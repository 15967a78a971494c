package dev.tidemark.storage.clickhouse;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.FewerTries;
import dev.tidemark.testkit.contract.KeepingContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutClickHouse;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** What several shards must do together; questions are answered by one of them, which is tested as a store of its own. */
@FewerTries(oneIn = 10)
@AddLifecycleHook(value = SkippedWithoutClickHouse.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class ShardedKeepingContractTest implements KeepingContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryShards(2);
    }
}
