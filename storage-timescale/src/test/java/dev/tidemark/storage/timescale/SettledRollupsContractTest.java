package dev.tidemark.storage.timescale;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.OwnRollupContract;
import dev.tidemark.testkit.contract.PlanContract;
import dev.tidemark.testkit.contract.TenantIsolationContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutTimescale;
import dev.tidemark.testkit.engine.TimescaleEdition;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** What is promised of rollups, asked of continuous aggregates alone. */
@AddLifecycleHook(value = SkippedWithoutTimescale.Full.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class SettledRollupsContractTest implements OwnRollupContract, PlanContract, TenantIsolationContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new SettledStore(new TemporaryStore(TimescaleEdition.FULL));
    }
}
