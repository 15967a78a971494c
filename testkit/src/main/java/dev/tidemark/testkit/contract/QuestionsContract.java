package dev.tidemark.testkit.contract;

/**
 * That questions are answered as the reference answers them. It takes longest: a class of its own lets it run beside {@link KeepingContract}, and where it takes longest of
 * all, its parts run beside each other.
 */
public interface QuestionsContract extends AggregatesContract, BehaviorReaderContract {}
