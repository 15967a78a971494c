package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What the questions of one kind are made of.
 *
 * @param dimensions that may be grouped by
 * @param aggregates that may be asked for
 * @param filtered what filters may look at
 * @param demanded what every question must ask for
 */
record Vocabulary(List<Attribute> dimensions, List<Aggregate> aggregates, List<Attribute> filtered, Filter demanded) {

    /** Everything that the catalogue allows to ask about these. */
    static Vocabulary of(List<Attribute> attributes) {
        return new Vocabulary(
                allowing(FieldRole.DIMENSION, attributes),
                aggregatesOver(attributes),
                allowing(FieldRole.FILTER, attributes),
                Filter.ALL);
    }

    /** What this rollup can answer. */
    static Vocabulary of(RollupDefinition rollup) {
        Stream<Aggregate> uniques =
                allowing(FieldRole.UNIQUE, rollup.dimensions()).stream().map(Aggregate.Unique::new);
        List<Aggregate> aggregates =
                Stream.concat(rollup.aggregates().stream(), uniques).toList();
        return new Vocabulary(
                rollup.dimensions(), aggregates, allowing(FieldRole.FILTER, rollup.dimensions()), rollup.filter());
    }

    /** Whether it is among the dimensions, or one of the aggregates is about it. */
    boolean names(Attribute attribute) {
        return dimensions.contains(attribute)
                || (attribute.is(FieldRole.MEASURE) && aggregates.contains(new Aggregate.Sum(attribute)));
    }

    private static List<Attribute> allowing(FieldRole role, List<Attribute> attributes) {
        return attributes.stream().filter(attribute -> attribute.is(role)).toList();
    }

    private static List<Aggregate> aggregatesOver(List<Attribute> attributes) {
        Stream<Function<Attribute, Aggregate>> ofNumbers = Stream.of(
                Aggregate.Sum::new,
                Aggregate.ValueCount::new,
                Aggregate.Minimum::new,
                Aggregate.Maximum::new,
                Aggregate.Bins::new);
        List<Attribute> numbers = allowing(FieldRole.MEASURE, attributes);
        Stream<Aggregate> overNumbers =
                ofNumbers.flatMap(kind -> numbers.stream().map(kind));
        Stream<Aggregate> uniques =
                allowing(FieldRole.UNIQUE, attributes).stream().map(Aggregate.Unique::new);
        return Stream.concat(Stream.of(new Aggregate.Count()), Stream.concat(overNumbers, uniques))
                .toList();
    }
}
