package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the questions of one kind are made of.
 *
 * @param dimensions that may be grouped by
 * @param aggregates that may be asked for
 * @param filtered what filters may look at
 */
record Vocabulary(List<Attribute> dimensions, List<Aggregate> aggregates, List<Attribute> filtered) {

    private static final List<Attribute> PROPERTIES =
            Texts.PROPERTY_KEYS.stream().map(Attribute::ofProperty).toList();

    /** Everything that the catalogue allows. */
    static Vocabulary everything() {
        return new Vocabulary(allowing(FieldRole.DIMENSION), everyAggregate(), allowing(FieldRole.FILTER));
    }

    /** What this rollup can answer. */
    static Vocabulary of(RollupDefinition rollup) {
        List<Aggregate> aggregates = Stream.concat(
                        rollup.aggregates().stream(),
                        rollup.dimensions().stream().map(Aggregate.Unique::new))
                .toList();
        return new Vocabulary(rollup.dimensions(), aggregates, rollup.dimensions());
    }

    private static List<Attribute> allowing(FieldRole role) {
        return Stream.concat(
                        Arrays.stream(Field.values())
                                .filter(field -> field.is(role))
                                .map(Attribute::of),
                        PROPERTIES.stream())
                .toList();
    }

    private static List<Aggregate> everyAggregate() {
        Stream<Function<Attribute, Aggregate>> ofNumbers = Stream.of(
                Aggregate.Sum::new,
                Aggregate.ValueCount::new,
                Aggregate.Minimum::new,
                Aggregate.Maximum::new,
                Aggregate.Bins::new);
        List<Attribute> numbers = allowing(FieldRole.MEASURE);
        Stream<Aggregate> overNumbers =
                ofNumbers.flatMap(kind -> numbers.stream().map(kind));
        Stream<Aggregate> uniques = allowing(FieldRole.UNIQUE).stream().map(Aggregate.Unique::new);
        return Stream.concat(Stream.of(new Aggregate.Count()), Stream.concat(overNumbers, uniques))
                .toList();
    }
}
