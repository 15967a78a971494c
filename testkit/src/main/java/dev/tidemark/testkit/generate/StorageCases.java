package dev.tidemark.testkit.generate;

import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Cases with some dozens of events and several questions: writing a history costs more than a question. */
public final class StorageCases implements ArbitrarySupplier<StorageCase> {

    private static final int FEW = 5;

    /** Of each case, so many. The system property {@code tidemark.questions} says another number, for stores where writing a history is dear. */
    public static final int QUESTIONS = Integer.getInteger("tidemark.questions", FEW);

    private static final int MOST_EVENTS = 40;

    @Override
    public Arbitrary<StorageCase> get() {
        return cases(QueryDrafts::any, QUESTIONS);
    }

    private static Arbitrary<StorageCase> cases(Function<Palette, Arbitrary<QueryDraft>> questions, int count) {
        return Palette.any().flatMap(palette -> cases(palette, questions.apply(palette), count));
    }

    static Arbitrary<StorageCase> cases(Palette palette, Arbitrary<QueryDraft> questions, int count) {
        return Combinators.combine(
                        Moments.scenes(),
                        EventDrafts.histories(MOST_EVENTS, palette),
                        questions.list().ofSize(count))
                .as(StorageCase::new)
                .withoutEdgeCases();
    }

    /** Cases whose question one of the built-in rollups can answer. */
    public static final class ForRollups implements ArbitrarySupplier<StorageCase> {

        @Override
        public Arbitrary<StorageCase> get() {
            return cases(QueryDrafts::forRollup, QUESTIONS);
        }
    }

    /** Cases for what is rather about histories. Making questions that nobody asks takes longer than much that is tested. */
    public static final class WithFewQuestions implements ArbitrarySupplier<StorageCase> {

        @Override
        public Arbitrary<StorageCase> get() {
            return cases(QueryDrafts::any, FEW);
        }
    }

    /** Such cases whose few questions one of the built-in rollups can answer. */
    public static final class WithFewForRollups implements ArbitrarySupplier<StorageCase> {

        @Override
        public Arbitrary<StorageCase> get() {
            return cases(QueryDrafts::forRollup, FEW);
        }
    }
}
