package dev.tidemark.testkit.contract;

import dev.tidemark.testkit.generate.StorageCases;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AroundContainerHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Sets how often properties are tried, gives long runs new stores, and closes the last one in the end. The system property {@value #TRIES} says how often a
 * property that declares {@value #STANDARD} tries is tried; costlier ones declare fewer, and keep their proportion. Those with {@link SeveralQuestions} ask five
 * times as many questions, and are tried with fewer histories where they ask more of each. {@link FewerTries} holds for a whole class.
 */
public final class ContractLifecycle implements AroundPropertyHook, AroundTryHook, AroundContainerHook {

    /** The system property. */
    public static final String TRIES = "tidemark.tries";

    static final int STANDARD = 200;

    /** Of {@link SeveralQuestions} to each history, where nothing else is said. */
    private static final int FEWEST = 5;

    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
            throws Throwable {
        if (context.findAnnotation(Example.class).isEmpty()) {
            int questions =
                    context.findAnnotation(SeveralQuestions.class).isPresent() ? StorageCases.QUESTIONS : FEWEST;
            int oneIn = oneIn(context.containerClass());
            context.attributes().tries().ifPresent(declared -> context.attributes()
                    .setTries(tries(declared, questions * oneIn)));
        }
        return property.execute();
    }

    private static int oneIn(Class<?> testClass) {
        FewerTries fewer = testClass.getAnnotation(FewerTries.class);
        return fewer == null ? 1 : fewer.oneIn();
    }

    private static int tries(int declared, int costs) {
        long wanted = Integer.getInteger(TRIES, STANDARD);
        return Math.toIntExact(Math.max(1, declared * wanted / STANDARD * FEWEST / costs));
    }

    @Override
    public TryExecutionResult aroundTry(TryLifecycleContext context, TryExecutor sample, List<Object> parameters) {
        try {
            return sample.execute(parameters);
        } finally {
            SharedStores.releaseWorn(context.containerClass());
        }
    }

    @Override
    public void afterContainer(ContainerLifecycleContext context) {
        context.optionalContainerClass().ifPresent(SharedStores::release);
    }
}
