package dev.tidemark.storage.citus;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.KeepingContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutPostgreSql;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutPostgreSql.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class CitusKeepingContractTest implements KeepingContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore();
    }
}
