package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import java.util.List;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** The contract on a flawed store; run by {@link ContractFindsFlawsTest} only. */
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = FirstFailureSuffices.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class FlawedStorageContract extends StorageContract {

    /** The mistake of the next run. Engines make test classes themselves, so it cannot be handed over otherwise. */
    static volatile Flaw flaw = new Flaw() {};

    @Override
    public TestDatabase emptyDatabase() {
        FlawedStorage storage = new FlawedStorage(flaw);
        return new TestDatabase() {
            @Override
            public Storage open() {
                return open(BuiltInRollups.all());
            }

            @Override
            public Storage open(List<RollupDefinition> rollups) {
                storage.reopen(rollups);
                return storage;
            }

            @Override
            public void close() {
                // Nothing but a list.
            }
        };
    }
}
