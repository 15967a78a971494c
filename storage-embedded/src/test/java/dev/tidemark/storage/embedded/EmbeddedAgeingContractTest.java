package dev.tidemark.storage.embedded;

import dev.tidemark.testkit.contract.AgeingContract;
import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.ContractLifecycle;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class EmbeddedAgeingContractTest implements AgeingContract {

    @Override
    public AgeingDatabase emptyPlace() {
        return new AgeingPlace();
    }
}
