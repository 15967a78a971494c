package dev.tidemark.testkit.generate;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.testkit.generate.QueryDraft.OrderDraft;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates questions: about half of them such that a rollup can answer, the others about anything. */
final class QueryDrafts {

    private static final int MOST_DIMENSIONS = 3;

    private QueryDrafts() {}

    /** Questions about anything of the palette, and as many as its rollup can answer. */
    static Arbitrary<QueryDraft> any(Palette palette) {
        return Arbitraries.oneOf(drafts(Vocabulary.of(palette.attributes()), palette), forRollup(palette));
    }

    /** Questions that the palette's rollup can answer. */
    static Arbitrary<QueryDraft> forRollup(Palette palette) {
        return answeredBy(palette.rollup(), palette);
    }

    /** Questions that this rollup can answer, as far as they are about what it holds. */
    static Arbitrary<QueryDraft> answeredBy(RollupDefinition rollup, Palette palette) {
        return drafts(Vocabulary.of(rollup), palette);
    }

    private static Arbitrary<QueryDraft> drafts(Vocabulary words, Palette palette) {
        return Combinators.combine(
                        ranges(),
                        dimensions(words),
                        aggregates(words, palette),
                        filters(words, palette),
                        orders().list().ofMaxSize(2),
                        limits())
                .as(QueryDraft::new)
                .withoutEdgeCases();
    }

    static Arbitrary<RangeDraft> ranges() {
        return Combinators.combine(
                        Moments.ends(),
                        Moments.ends(),
                        Arbitraries.of(false, true),
                        Arbitraries.of(Granularity.class),
                        Moments.zones(),
                        Moments.weekStarts())
                .as(RangeDraft::new);
    }

    private static Arbitrary<List<Attribute>> dimensions(Vocabulary words) {
        return words.dimensions().isEmpty()
                ? Arbitraries.just(List.of())
                : Arbitraries.of(words.dimensions())
                        .list()
                        .uniqueElements()
                        .ofMaxSize(Math.min(MOST_DIMENSIONS, words.dimensions().size()));
    }

    private static Arbitrary<List<Aggregate>> aggregates(Vocabulary words, Palette palette) {
        Arbitrary<Aggregate> whole = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(new Aggregate.Count())), Tuple.of(4, Arbitraries.of(words.aggregates())));
        Arbitrary<Aggregate> parts =
                Combinators.combine(whole, filters(words, palette)).as(Aggregate.Filtered::new);
        return Arbitraries.frequencyOf(Tuple.of(3, whole), Tuple.of(1, parts))
                .list()
                .ofMaxSize(4);
    }

    private static Arbitrary<Filter> filters(Vocabulary words, Palette palette) {
        return Filters.within(words.demanded(), Filters.over(words.filtered(), palette));
    }

    private static Arbitrary<OrderDraft> orders() {
        return Combinators.combine(
                        Arbitraries.of(OrderDraft.Kind.class),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of(false, true))
                .as(OrderDraft::new);
    }

    private static Arbitrary<Integer> limits() {
        return Arbitraries.frequency(
                Tuple.of(6, 10_000), Tuple.of(1, Integer.MAX_VALUE), Tuple.of(1, 1), Tuple.of(1, 2), Tuple.of(1, 5));
    }
}
