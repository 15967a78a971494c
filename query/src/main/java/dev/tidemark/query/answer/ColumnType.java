package dev.tidemark.query.answer;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;

/** What a column of an answer holds. */
public enum ColumnType {
    /** A moment with its offset from UTC. */
    TIME("time"),
    TEXT("text"),
    /** A whole number of any size. */
    INTEGER("integer"),
    /** An exact decimal number. */
    DECIMAL("decimal"),
    /** A 64-bit float. */
    FLOAT("float");

    private final String label;

    ColumnType(String label) {
        this.label = label;
    }

    /** The name in answers. */
    public String label() {
        return label;
    }

    static ColumnType of(Attribute dimension) {
        return dimension.type() == FieldType.INTEGER ? INTEGER : TEXT;
    }

    static ColumnType of(Measure measure) {
        return switch (measure) {
            case Measure.Direct direct -> of(direct.aggregate());
            case Measure.Average average -> ofQuotient(valuesOf(average.attribute()), INTEGER);
            case Measure.Rate rate -> ofQuotient(of(rate.aggregate()), INTEGER);
            case Measure.Ratio ratio -> ofQuotient(of(ratio.numerator()), of(ratio.denominator()));
            case Measure.Percentile percentile -> FLOAT;
        };
    }

    private static ColumnType of(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count count -> INTEGER;
            case Aggregate.ValueCount values -> INTEGER;
            case Aggregate.Unique unique -> INTEGER;
            case Aggregate.Sum sum -> valuesOf(sum.attribute());
            case Aggregate.Minimum minimum -> valuesOf(minimum.attribute());
            case Aggregate.Maximum maximum -> valuesOf(maximum.attribute());
            case Aggregate.Filtered filtered -> of(filtered.aggregate());
            case Aggregate.Bins bins ->
                throw new IllegalArgumentException(
                        "bins of " + bins.attribute().label() + " are no column, expected percentiles of them");
        };
    }

    private static ColumnType valuesOf(Attribute attribute) {
        return switch (attribute.type()) {
            case INTEGER -> INTEGER;
            case DECIMAL -> DECIMAL;
            case FLOAT, TEXT -> FLOAT;
            case INSTANT, IDENTIFIER ->
                throw new IllegalArgumentException(attribute.label() + " is no number, expected a measure");
        };
    }

    private static ColumnType ofQuotient(ColumnType numerator, ColumnType denominator) {
        return numerator == FLOAT || denominator == FLOAT ? FLOAT : DECIMAL;
    }
}
