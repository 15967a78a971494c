package dev.tidemark.testkit.contract;

/** That aggregates are what the reference finds, from raw events and by every plan. */
public interface AggregatesContract extends AggregateReaderContract, KnownFaultsContract, PlanContract {}
