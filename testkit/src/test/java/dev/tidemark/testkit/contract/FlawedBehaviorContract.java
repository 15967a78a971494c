package dev.tidemark.testkit.contract;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** What actors do, asked of a flawed store; run by {@link ContractFindsFlawsOfBehaviorTest} only. */
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = FirstFailureSuffices.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class FlawedBehaviorContract implements BehaviorReaderContract, FlawedStore {}
