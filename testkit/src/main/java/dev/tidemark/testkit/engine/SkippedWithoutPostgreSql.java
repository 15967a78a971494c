package dev.tidemark.testkit.engine;

import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips properties where there can be no PostgreSQL: one that is aborted would count as failed. */
public final class SkippedWithoutPostgreSql implements SkipExecutionHook {

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return PostgreSqlAddress.absence().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
    }
}
