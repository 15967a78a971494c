package dev.tidemark.storage.citus;

import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.ExpiryContract;
import dev.tidemark.testkit.engine.SkippedWithoutPostgreSql;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutPostgreSql.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class CitusAgeingContractTest implements ExpiryContract {

    @Override
    public AgeingDatabase emptyPlace() {
        return new AgeingPlace();
    }
}
