package dev.tidemark.storage.timescale;

import dev.tidemark.testkit.contract.AgeingDatabase;
import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.ExpiryContract;
import dev.tidemark.testkit.engine.SkippedWithoutTimescale;
import dev.tidemark.testkit.engine.TimescaleEdition;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutTimescale.Apache.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class ApacheAgeingContractTest implements ExpiryContract {

    @Override
    public AgeingDatabase emptyPlace() {
        return new AgeingPlace(TimescaleEdition.APACHE);
    }
}
