package dev.tidemark.testkit.generate;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Cases with some dozens of events and any question. */
public final class StorageCases implements ArbitrarySupplier<StorageCase> {

    private static final int MOST_EVENTS = 40;

    @Override
    public Arbitrary<StorageCase> get() {
        return Combinators.combine(Moments.scenes(), EventDrafts.histories(MOST_EVENTS), QueryDrafts.any())
                .as(StorageCase::new)
                .withoutEdgeCases();
    }

    /** Cases whose question one of the built-in rollups can answer. */
    public static final class ForRollups implements ArbitrarySupplier<StorageCase> {

        @Override
        public Arbitrary<StorageCase> get() {
            return Combinators.combine(Moments.scenes(), EventDrafts.histories(MOST_EVENTS), QueryDrafts.forRollups())
                    .as(StorageCase::new)
                    .withoutEdgeCases();
        }
    }
}
