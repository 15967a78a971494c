package dev.tidemark.testkit.contract;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * Everything that a store promises. An adapter's tests are a class for each of its two halves, which run beside each other:
 *
 * {@snippet :
 * @AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
 * class EmbeddedQuestionsContractTest implements QuestionsContract {
 *     @Override
 *     public TestDatabase emptyDatabase() {
 *         return new TemporaryFile();
 *     }
 * }
 * }
 *
 * <p>How often each property is tried is set by the system property {@value ContractLifecycle#TRIES}.
 */
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class StorageContract implements KeepingContract, QuestionsContract {}
