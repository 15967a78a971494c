package dev.tidemark.testkit.generate;

import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Cases with some dozens of events and any question. */
public final class StorageCases implements ArbitrarySupplier<StorageCase> {

    private static final int MOST_EVENTS = 40;

    @Override
    public Arbitrary<StorageCase> get() {
        return cases(QueryDrafts::any);
    }

    static Arbitrary<StorageCase> cases(Function<Palette, Arbitrary<QueryDraft>> questions) {
        return Palette.any().flatMap(palette -> cases(palette, questions.apply(palette)));
    }

    static Arbitrary<StorageCase> cases(Palette palette, Arbitrary<QueryDraft> questions) {
        return Combinators.combine(Moments.scenes(), EventDrafts.histories(MOST_EVENTS, palette), questions)
                .as(StorageCase::new)
                .withoutEdgeCases();
    }

    /** Cases whose question one of the built-in rollups can answer. */
    public static final class ForRollups implements ArbitrarySupplier<StorageCase> {

        @Override
        public Arbitrary<StorageCase> get() {
            return cases(QueryDrafts::forRollup);
        }
    }
}
