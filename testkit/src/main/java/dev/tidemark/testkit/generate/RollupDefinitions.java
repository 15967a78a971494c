package dev.tidemark.testkit.generate;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Generates rollups as operators define them: any filter, any dimensions, any measures that can be kept. */
public final class RollupDefinitions implements ArbitrarySupplier<RollupDefinition> {

    /** Every generated rollup's. */
    public static final String NAME = "own";

    private static final List<Granularity> STORABLE =
            Arrays.stream(Granularity.values()).filter(Granularity::isStorable).toList();

    @Override
    public Arbitrary<RollupDefinition> get() {
        return Palette.any().flatMap(RollupDefinitions::over);
    }

    /** Rollups of what the palette has. */
    static Arbitrary<RollupDefinition> over(Palette palette) {
        Vocabulary words = Vocabulary.of(palette.attributes());
        return Combinators.combine(
                        Filters.any(palette), granularities(), dimensions(words.dimensions()), aggregates(words))
                .as((filter, granularities, dimensions, aggregates) ->
                        new RollupDefinition(NAME, filter, granularities, dimensions, aggregates))
                .withoutEdgeCases();
    }

    private static Arbitrary<List<Granularity>> granularities() {
        return Arbitraries.of(STORABLE).set().ofMinSize(1).map(chosen -> chosen.stream()
                .sorted()
                .toList());
    }

    private static Arbitrary<List<Attribute>> dimensions(List<Attribute> attributes) {
        return Arbitraries.of(attributes).list().uniqueElements().ofMaxSize(Math.min(4, attributes.size()));
    }

    private static Arbitrary<List<Aggregate>> aggregates(Vocabulary words) {
        List<Aggregate> storable = words.aggregates().stream()
                .filter(aggregate -> !(aggregate instanceof Aggregate.Unique || aggregate instanceof Aggregate.Count))
                .toList();
        Arbitrary<List<Aggregate>> besidesCount = storable.isEmpty()
                ? Arbitraries.just(List.of())
                : Arbitraries.of(storable).list().uniqueElements().ofMaxSize(Math.min(5, storable.size()));
        return besidesCount.map(list ->
                Stream.concat(Stream.of(new Aggregate.Count()), list.stream()).toList());
    }
}
