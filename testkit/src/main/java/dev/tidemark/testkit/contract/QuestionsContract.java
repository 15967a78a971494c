package dev.tidemark.testkit.contract;

/** That questions are answered as the reference answers them. It takes longest: a class of its own lets it run beside {@link KeepingContract}. */
public interface QuestionsContract
        extends AggregateReaderContract, BehaviorReaderContract, KnownFaultsContract, PlanContract {}
