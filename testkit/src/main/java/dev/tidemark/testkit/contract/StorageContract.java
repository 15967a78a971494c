package dev.tidemark.testkit.contract;

import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.PropagationMode;

/**
 * Everything that a store promises. An adapter's test is one class:
 *
 * {@snippet :
 * class EmbeddedStorageContractTest extends StorageContract {
 *     @Override
 *     public TestDatabase emptyDatabase() {
 *         return new TemporaryFile();
 *     }
 * }
 * }
 *
 * <p>A test class with a lifecycle hook of its own must name {@link ContractLifecycle} beside it, for hooks of a class replace those
 * it inherits.
 *
 * <p>How often each property is tried is set by the system property {@value ContractLifecycle#TRIES}.
 */
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
public abstract class StorageContract
        implements AggregateReaderContract,
                BehaviorReaderContract,
                DurabilityContract,
                EventIdsContract,
                EventWriterContract,
                HubContract,
                OwnRollupContract,
                KnownFaultsContract,
                PlanContract,
                StoredEventsContract,
                TenantIsolationContract {}
