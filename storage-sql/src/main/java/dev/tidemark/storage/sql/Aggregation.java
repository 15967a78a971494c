package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.LogarithmicBins;
import java.util.Optional;

/** What each aggregate is in SQL: over single events, and over rows that were aggregated before. */
final class Aggregation {

    private static final Fragment PRESENT = Fragment.of("1");

    private final Dialect dialect;

    Aggregation(Dialect dialect) {
        this.dialect = dialect;
    }

    /** What is looked at in each event; empty where only its existence counts. */
    Optional<Fragment> value(Aggregate aggregate, Columns columns) {
        return switch (aggregate) {
            case Aggregate.Count() -> Optional.empty();
            case Aggregate.ValueCount(var attribute) -> Optional.of(columns.number(attribute, dialect));
            case Aggregate.Sum(var attribute) -> Optional.of(columns.number(attribute, dialect));
            case Aggregate.Minimum(var attribute) -> Optional.of(columns.number(attribute, dialect));
            case Aggregate.Maximum(var attribute) -> Optional.of(columns.number(attribute, dialect));
            case Aggregate.Unique(var attribute) -> Optional.of(columns.of(attribute));
            case Aggregate.Bins(var attribute) -> Optional.of(bin(columns.number(attribute, dialect)));
            case Aggregate.Filtered(var filtered, var filter) ->
                Optional.of(where(filter, value(filtered, columns).orElse(PRESENT), columns));
        };
    }

    /** @param value the column of what {@link #value} says */
    Fragment overEvents(Aggregate aggregate, Fragment value) {
        return switch (aggregate) {
            case Aggregate.Count() -> Fragment.of("count(*)");
            case Aggregate.ValueCount values -> Fragment.of("count({})", value);
            case Aggregate.Sum(var attribute) -> dialect.sum(numeric(attribute), value);
            case Aggregate.Minimum minimum -> Fragment.of("min({})", value);
            case Aggregate.Maximum maximum -> Fragment.of("max({})", value);
            case Aggregate.Unique unique -> Fragment.of("count(DISTINCT {})", value);
            case Aggregate.Bins bins -> dialect.countBins(value);
            case Aggregate.Filtered(Aggregate.Count count, var filter) -> Fragment.of("count({})", value);
            case Aggregate.Filtered(var filtered, var filter) -> overEvents(filtered, value);
        };
    }

    /** @param partial the column of the aggregate of some events; for {@link Aggregate.Unique}, of one of the values */
    Fragment overPartials(Aggregate aggregate, Fragment partial) {
        return switch (aggregate) {
            case Aggregate.Count() -> Fragment.of("coalesce(sum({}), 0)", partial);
            case Aggregate.ValueCount values -> Fragment.of("coalesce(sum({}), 0)", partial);
            case Aggregate.Sum(var attribute) -> dialect.sum(numeric(attribute), partial);
            case Aggregate.Minimum minimum -> Fragment.of("min({})", partial);
            case Aggregate.Maximum maximum -> Fragment.of("max({})", partial);
            case Aggregate.Unique unique -> Fragment.of("count(DISTINCT {})", partial);
            case Aggregate.Bins bins -> dialect.mergeBins(partial).orElseThrow();
            case Aggregate.Filtered(var filtered, var filter) -> overPartials(filtered, partial);
        };
    }

    /** The value where the filter is true of the row, else null, which no aggregate looks at. */
    Fragment where(Filter filter, Fragment value, Columns columns) {
        return Fragment.of("CASE WHEN {} THEN {} END", new Conditions(dialect, columns).of(filter), value);
    }

    /** The partial aggregate where the filter is true of the row that holds it, else none. */
    Fragment partialWhere(Filter filter, Aggregate aggregate, Fragment partial, Columns columns) {
        return aggregate instanceof Aggregate.Bins
                ? dialect.binsWhere(new Conditions(dialect, columns).of(filter), partial)
                : where(filter, partial, columns);
    }

    /** The type that an attribute's numbers have. */
    static FieldType numeric(Attribute attribute) {
        return attribute.type() == FieldType.TEXT ? FieldType.FLOAT : attribute.type();
    }

    /** {@link LogarithmicBins#of} of a number, or null. */
    static Fragment bin(Fragment number) {
        Fragment magnitude = Fragment.of(
                "CAST(ceil(ln(abs({})) / {}) AS INTEGER)", number, Fragment.value(LogarithmicBins.LOG_GAMMA));
        return Fragment.of(
                "CASE WHEN abs({}) < {} THEN " + LogarithmicBins.ZERO + " WHEN {} > 0 THEN {} WHEN {} < 0 THEN "
                        + LogarithmicBins.NEGATIVE_OFFSET + " - {} END",
                number,
                Fragment.value(LogarithmicBins.SMALLEST),
                number,
                magnitude,
                number,
                magnitude);
    }
}
