package dev.tidemark.query.ota;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How measured values are spread: how many there are, their mean, and the values that so many percent of them do not exceed, within
 * 1 %. All but the number of samples are null where there is none.
 */
record Spread(
        long samples,
        @Nullable BigDecimal average,
        @Nullable BigDecimal p10,
        @Nullable BigDecimal p50,
        @Nullable BigDecimal p90,
        @Nullable BigDecimal p95,
        @Nullable BigDecimal p99) {

    static final Spread NONE = new Spread(0, null, null, null, null, null, null);

    /** What to ask of a field that holds floats. */
    static List<Measure> measures(Field field) {
        Attribute attribute = Attribute.of(field);
        return List.of(
                new Measure.Direct("samples", new Aggregate.ValueCount(attribute)),
                new Measure.Average(attribute),
                percentile(attribute, 10),
                percentile(attribute, 50),
                percentile(attribute, 90),
                percentile(attribute, 95),
                percentile(attribute, 99));
    }

    private static Measure percentile(Attribute attribute, int percentage) {
        return new Measure.Percentile("p" + percentage, attribute, percentage);
    }

    /**
     * @param row the {@link #measures}; without one there were no events
     * @param unit what the values are divided by
     */
    static Spread of(Optional<Row> row, int unit) {
        return row.map(values -> new Spread(
                        values.count(0),
                        Decimals.measured(values.measure(1), unit),
                        Decimals.measured(values.measure(2), unit),
                        Decimals.measured(values.measure(3), unit),
                        Decimals.measured(values.measure(4), unit),
                        Decimals.measured(values.measure(5), unit),
                        Decimals.measured(values.measure(6), unit)))
                .orElse(NONE);
    }
}
