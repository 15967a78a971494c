package dev.tidemark.storage.timescale;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.KeepingContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutTimescale;
import dev.tidemark.testkit.engine.TimescaleEdition;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutTimescale.Full.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class FullKeepingContractTest implements KeepingContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore(TimescaleEdition.FULL);
    }
}
