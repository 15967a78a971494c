package dev.tidemark.testkit.contract;

/** That events are kept: once, whole, for their tenant alone, in every rollup, and given back as they came. */
public interface KeepingContract
        extends DurabilityContract,
                EventIdsContract,
                EventWriterContract,
                HubContract,
                OwnRollupContract,
                StoredEventsContract,
                TenantIsolationContract {}
