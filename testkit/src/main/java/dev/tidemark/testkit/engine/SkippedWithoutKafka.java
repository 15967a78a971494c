package dev.tidemark.testkit.engine;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips properties where there can be no Kafka: one that is aborted would count as failed. */
public final class SkippedWithoutKafka implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return KafkaAddress.absence().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }
}
