package dev.tidemark.storage.citus;

import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.contract.QuestionsContract;
import dev.tidemark.testkit.contract.TestDatabase;
import dev.tidemark.testkit.engine.SkippedWithoutPostgreSql;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

@AddLifecycleHook(value = SkippedWithoutPostgreSql.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class CitusQuestionsContractTest implements QuestionsContract {

    @Override
    public TestDatabase emptyDatabase() {
        return new TemporaryStore();
    }
}
