package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.LogarithmicBins;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates the events of a group in memory. Its value is a {@code Long} for counts, {@code BigDecimal} for whole numbers and
 * amounts, {@code Double} for other numbers, a map of counts by bin for histograms; null where there is nothing.
 */
sealed interface Accumulator {

    void add(Event event);

    /** Adds what another of the same aggregate has. */
    void add(Accumulator other);

    @Nullable
    Object value();

    static Accumulator of(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> new Counting(null);
            case Aggregate.ValueCount(var attribute) -> new Counting(attribute);
            case Aggregate.Sum(var attribute) -> new Folding(attribute, BigDecimal::add, Double::sum);
            case Aggregate.Minimum(var attribute) -> new Folding(attribute, BigDecimal::min, Math::min);
            case Aggregate.Maximum(var attribute) -> new Folding(attribute, BigDecimal::max, Math::max);
            case Aggregate.Bins(var attribute) -> new Binning(attribute);
            case Aggregate.Unique unique -> throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        };
    }

    /** The event's value as {@code BigDecimal} or {@code Double}, or null. */
    private static @Nullable Object number(Attribute attribute, Event event) {
        return switch (attribute.valueIn(event)) {
            case null -> null;
            case Long whole -> BigDecimal.valueOf(whole);
            case String text -> {
                OptionalDouble number = Properties.number(text);
                yield number.isPresent() ? (Double) number.getAsDouble() : null;
            }
            case Object number -> number;
        };
    }

    /** Counts events, or those that have a value. */
    final class Counting implements Accumulator {
        private final @Nullable Attribute attribute;
        private long count;

        private Counting(@Nullable Attribute attribute) {
            this.attribute = attribute;
        }

        @Override
        public void add(Event event) {
            if (attribute == null || number(attribute, event) != null) {
                count++;
            }
        }

        @Override
        public void add(Accumulator other) {
            count += ((Counting) other).count;
        }

        @Override
        public Object value() {
            return count;
        }
    }

    /** Makes one number of two, again and again; exactly where the numbers are exact. */
    final class Folding implements Accumulator {
        private final Attribute attribute;
        private final BinaryOperator<BigDecimal> exact;
        private final BinaryOperator<Double> real;
        private @Nullable Object folded;

        private Folding(Attribute attribute, BinaryOperator<BigDecimal> exact, BinaryOperator<Double> real) {
            this.attribute = attribute;
            this.exact = exact;
            this.real = real;
        }

        @Override
        public void add(Event event) {
            fold(number(attribute, event));
        }

        @Override
        public void add(Accumulator other) {
            fold(((Folding) other).folded);
        }

        @Override
        public @Nullable Object value() {
            return folded;
        }

        private void fold(@Nullable Object number) {
            if (folded == null) {
                folded = number;
            } else if (number != null) {
                folded = number instanceof BigDecimal decimal
                        ? exact.apply((BigDecimal) folded, decimal)
                        : real.apply((Double) folded, (Double) number);
            }
        }
    }

    /** Counts values by bin. */
    final class Binning implements Accumulator {
        private final Attribute attribute;
        private final SortedMap<Integer, Long> counts = new TreeMap<>();

        private Binning(Attribute attribute) {
            this.attribute = attribute;
        }

        @Override
        public void add(Event event) {
            if (number(attribute, event) instanceof Number number) {
                counts.merge(LogarithmicBins.of(number.doubleValue()), 1L, Long::sum);
            }
        }

        @Override
        public void add(Accumulator other) {
            ((Binning) other).counts.forEach((bin, count) -> counts.merge(bin, count, Long::sum));
        }

        @Override
        public @Nullable Object value() {
            return counts.isEmpty() ? null : counts;
        }
    }
}
