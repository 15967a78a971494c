package dev.tidemark.testkit;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.LogarithmicBins;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The meaning of aggregates, computed from the events of a group. */
final class AggregateValue {

    private AggregateValue() {}

    static @Nullable Object of(Aggregate aggregate, List<Event> group) {
        return switch (aggregate) {
            case Aggregate.Count count -> (long) group.size();
            case Aggregate.ValueCount values ->
                numbers(values.attribute(), group).count();
            case Aggregate.Sum sum ->
                typed(sum.attribute(), numbers(sum.attribute(), group).reduce(BigDecimal::add));
            case Aggregate.Minimum minimum ->
                typed(minimum.attribute(), numbers(minimum.attribute(), group).min(Comparator.naturalOrder()));
            case Aggregate.Maximum maximum ->
                typed(maximum.attribute(), numbers(maximum.attribute(), group).max(Comparator.naturalOrder()));
            case Aggregate.Unique unique ->
                values(unique.attribute(), group).distinct().count();
            case Aggregate.Bins bins -> histogram(bins.attribute(), group);
            case Aggregate.Filtered filtered ->
                of(
                        filtered.aggregate(),
                        group.stream()
                                .filter(new FilterMatch(filtered.filter()))
                                .toList());
        };
    }

    /** The values as exact decimals; of a float, of exactly the number that its 64 bits stand for. */
    static Stream<BigDecimal> numbers(Attribute attribute, List<Event> group) {
        return values(attribute, group).map(AggregateValue::number).flatMap(Optional::stream);
    }

    private static Stream<Object> values(Attribute attribute, List<Event> group) {
        return group.stream()
                .<@Nullable Object>map(event -> attribute.valueIn(event))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private static Optional<BigDecimal> number(Object value) {
        return switch (value) {
            case Long whole -> Optional.of(BigDecimal.valueOf(whole));
            case BigDecimal decimal -> Optional.of(decimal);
            case Double real -> Optional.of(new BigDecimal(real));
            case String text ->
                Properties.number(text).stream().mapToObj(BigDecimal::new).findFirst();
            default -> throw new IllegalArgumentException(value + " is no number");
        };
    }

    private static @Nullable Object typed(Attribute attribute, Optional<BigDecimal> number) {
        boolean isExact = attribute.type() == FieldType.INTEGER || attribute.type() == FieldType.DECIMAL;
        return isExact
                ? number.orElse(null)
                : number.map(BigDecimal::doubleValue).orElse(null);
    }

    private static Histogram histogram(Attribute attribute, List<Event> group) {
        return new Histogram(numbers(attribute, group)
                .map(number -> LogarithmicBins.of(number.doubleValue()))
                .collect(groupingBy(identity(), TreeMap::new, counting())));
    }
}
