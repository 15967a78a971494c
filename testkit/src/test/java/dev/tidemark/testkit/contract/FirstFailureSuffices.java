package dev.tidemark.testkit.contract;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** Skips what is left of a run once something has failed. */
final class FirstFailureSuffices implements AroundPropertyHook, SkipExecutionHook {

    private static volatile boolean hasFailed;

    static void reset() {
        hasFailed = false;
    }

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        PropertyExecutionResult result = property.execute();
        hasFailed |= result.status() == PropertyExecutionResult.Status.FAILED;
        return result;
    }

    @Override
    public SkipResult shouldBeSkipped(LifecycleContext context) {
        return hasFailed ? SkipResult.skip("another has failed already") : SkipResult.doNotSkip();
    }
}
