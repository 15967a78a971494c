package dev.tidemark.storage.clickhouse;

import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.ExpiryContract;
import dev.tidemark.testkit.engine.SkippedWithoutClickHouse;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutClickHouse.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class ClickHouseAgeingContractTest implements ExpiryContract {

    @Override
    public AgeingDatabase emptyPlace() {
        return new AgeingPlace();
    }
}
