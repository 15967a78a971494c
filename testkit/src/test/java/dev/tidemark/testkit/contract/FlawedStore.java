package dev.tidemark.testkit.contract;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import java.util.List;

/** A list with the mistake of the next run; for contracts that {@link ContractFindsFlawsTest} runs. */
interface FlawedStore extends StoreUnderTest {

    /** Engines make test classes themselves, so it cannot be handed over otherwise. */
    final class Next {
        static final Flaw NONE = new Flaw() {};
        static volatile Flaw flaw = NONE;

        private Next() {}
    }

    @Override
    default TestDatabase emptyDatabase() {
        FlawedStorage storage = new FlawedStorage(Next.flaw);
        return new TestDatabase() {
            @Override
            public Storage open() {
                return open(BuiltInRollups.all());
            }

            @Override
            public Storage open(List<RollupDefinition> rollups) {
                storage.reopen(rollups);
                return storage;
            }

            @Override
            public void close() {
                // Nothing but a list.
            }
        };
    }
}
