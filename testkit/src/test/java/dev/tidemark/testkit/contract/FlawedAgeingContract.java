package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** The contract of ageing on a list with a mistake; run by {@link AgeingContractFindsFlawsTest} only. */
@AddLifecycleHook(value = FlawedAgeingContract.Often.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = FirstFailureSuffices.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class FlawedAgeingContract implements ExpiryContract {

    /** The mistake of the next run. Engines make test classes themselves, so it cannot be handed over otherwise. */
    static volatile AgeingFlaw flaw = AgeingFlaw.NONE;

    @Override
    public AgeingDatabase emptyPlace() {
        AgeingList list = new AgeingList(flaw);
        return new AgeingDatabase() {
            @Override
            public AgeingStore open(List<RollupDefinition> rollups, Optional<Duration> lifetime) {
                list.keep(rollups);
                return new Opened(new AgeingListStorage(list), list, lifetime);
            }

            @Override
            public void close() {
                // Nothing but a list.
            }
        };
    }

    private record Opened(Storage storage, AgeingList list, Optional<Duration> lifetime) implements AgeingStore {

        @Override
        public void archive() {
            list.archive();
        }

        /** They always are. */
        @Override
        public void bringUp() {}

        @Override
        public void expire() {
            list.expire(lifetime);
        }

        @Override
        public boolean takesRepeats() {
            return true;
        }

        @Override
        public void close() {
            storage.close();
        }
    }

    /** A list is quicker than a store, and some mistakes are seen by one history in ten only. */
    static final class Often implements AroundPropertyHook {
        @Override
        public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property)
                throws Throwable {
            context.attributes().setTries(flaw == AgeingFlaw.NONE ? 30 : 1000);
            return property.execute();
        }
    }
}
