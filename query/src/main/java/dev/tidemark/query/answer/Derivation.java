package dev.tidemark.query.answer;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.query.Measure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which aggregates to ask a store for, each once, and how the measures follow from them. */
final class Derivation {

    /** Nothing per second is nothing per minute. */
    private static final Duration ANY_LENGTH = Duration.ofSeconds(1);

    private final List<Measure> measures;
    private final List<Aggregate> aggregates;

    private Derivation(List<Measure> measures, List<Aggregate> aggregates) {
        this.measures = measures;
        this.aggregates = aggregates;
    }

    static Derivation of(List<Measure> measures) {
        LinkedHashSet<Aggregate> needed = new LinkedHashSet<>();
        measures.forEach(measure -> needed.addAll(measure.aggregates()));
        return new Derivation(List.copyOf(measures), List.copyOf(needed));
    }

    List<Aggregate> aggregates() {
        return aggregates;
    }

    /** The aggregate that the measure at this position is, or empty where it must be derived. */
    OptionalInt aggregateOf(int measure) {
        return measures.get(measure) instanceof Measure.Direct direct
                ? OptionalInt.of(aggregates.indexOf(direct.aggregate()))
                : OptionalInt.empty();
    }

    /**
     * The measures of a group, of the classes that {@link Answer} states.
     *
     * @param length of the group's bucket
     */
    List<@Nullable Object> derive(List<@Nullable Object> values, Duration length) {
        List<@Nullable Object> derived = new ArrayList<>(measures.size());
        for (Measure measure : measures) {
            derived.add(derive(measure, values, length));
        }
        return derived;
    }

    /** The measures of a group without events. */
    List<@Nullable Object> ofNothing() {
        List<@Nullable Object> values = new ArrayList<>(aggregates.size());
        for (Aggregate aggregate : aggregates) {
            values.add(ofNothing(aggregate));
        }
        return derive(values, ANY_LENGTH);
    }

    private @Nullable Object derive(Measure measure, List<@Nullable Object> values, Duration length) {
        return switch (measure) {
            case Measure.Direct direct -> Numbers.plain(valueOf(direct.aggregate(), values));
            case Measure.Average average -> quotient(average, values);
            case Measure.Ratio ratio -> quotient(ratio, values);
            case Measure.Rate rate -> Numbers.rate(valueOf(rate.aggregate(), values), rate.unit(), length);
            case Measure.Percentile percentile -> percentile(percentile, values);
        };
    }

    private @Nullable Object quotient(Measure measure, List<@Nullable Object> values) {
        List<Aggregate> parts = measure.aggregates();
        return Numbers.quotient(valueOf(parts.getFirst(), values), valueOf(parts.getLast(), values));
    }

    private @Nullable Object percentile(Measure.Percentile percentile, List<@Nullable Object> values) {
        Object bins = valueOf(percentile.aggregates().getFirst(), values);
        if (!(bins instanceof Histogram histogram)) {
            throw new IllegalStateException("store answered " + bins + " for bins, expected a histogram");
        }
        return Numbers.quantile(histogram, percentile.percentage() / 100);
    }

    private @Nullable Object valueOf(Aggregate aggregate, List<@Nullable Object> values) {
        return values.get(aggregates.indexOf(aggregate));
    }

    private static @Nullable Object ofNothing(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count count -> 0L;
            case Aggregate.ValueCount values -> 0L;
            case Aggregate.Unique unique -> 0L;
            case Aggregate.Bins bins -> Histogram.EMPTY;
            case Aggregate.Sum sum -> null;
            case Aggregate.Minimum minimum -> null;
            case Aggregate.Maximum maximum -> null;
            case Aggregate.Filtered filtered -> ofNothing(filtered.aggregate());
        };
    }
}
