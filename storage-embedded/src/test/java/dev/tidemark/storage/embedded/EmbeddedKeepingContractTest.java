package dev.tidemark.storage.embedded;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.KeepingContract;
import dev.tidemark.testkit.contract.TestDatabase;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class EmbeddedKeepingContractTest implements KeepingContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore();
    }
}
