package dev.tidemark.testkit.contract;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/** The whole contract on a flawed store; run by {@link ContractFindsFlawsTest} only. */
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = FirstFailureSuffices.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class FlawedStorageContract extends StorageContract implements FlawedStore {}
