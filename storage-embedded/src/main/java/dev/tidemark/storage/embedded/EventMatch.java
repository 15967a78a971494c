package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Whether an event in memory satisfies a filter, for rollups that hold some events only. */
final class EventMatch {

    private EventMatch() {}

    static boolean matches(Filter filter, Event event) {
        return switch (filter) {
            case Filter.And(var filters) -> !any(filters, false, event);
            case Filter.Or(var filters) -> any(filters, true, event);
            case Filter.Not(var negated) -> !matches(negated, event);
            case Filter.Compare(var attribute, var comparison, var literal) ->
                matches(attribute.valueIn(event), comparison, literal);
            case Filter.In(var attribute, var literals) -> equalsOneOf(literals, attribute.valueIn(event));
            case Filter.Exists(var attribute) -> attribute.valueIn(event) != null;
            case Filter.Contains(var attribute, var part) ->
                attribute.valueIn(event) instanceof String text && text.contains(part);
            case Filter.StartsWith(var attribute, var prefix) ->
                attribute.valueIn(event) instanceof String text && text.startsWith(prefix);
        };
    }

    private static boolean any(List<Filter> filters, boolean wanted, Event event) {
        for (Filter filter : filters) {
            if (matches(filter, event) == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Every event of every batch is asked this by each rollup of some types, so it must cost next to nothing. */
    private static boolean equalsOneOf(List<Literal> literals, @Nullable Object value) {
        for (Literal literal : literals) {
            if (matches(value, Comparison.EQUAL, literal)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(@Nullable Object value, Comparison comparison, Literal literal) {
        if (comparison == Comparison.EQUAL && literal instanceof Literal.Text(var text)) {
            return text.equals(value);
        }
        OptionalInt order = order(value, literal);
        return order.isPresent() && comparison.accepts(order.getAsInt());
    }

    private static OptionalInt order(@Nullable Object value, Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) ->
                value instanceof String string ? OptionalInt.of(Text.compare(string, text)) : OptionalInt.empty();
            case Literal.Numeric(var number) ->
                switch (value) {
                    case Long whole -> OptionalInt.of(BigDecimal.valueOf(whole).compareTo(number));
                    case BigDecimal decimal -> OptionalInt.of(decimal.compareTo(number));
                    case Double real -> order(real, number);
                    case String string -> {
                        OptionalDouble real = Properties.number(string);
                        yield real.isPresent() ? order(real.getAsDouble(), number) : OptionalInt.empty();
                    }
                    case null, default -> OptionalInt.empty();
                };
        };
    }

    /** Adding zero makes minus zero plain zero. */
    private static OptionalInt order(double real, BigDecimal number) {
        return OptionalInt.of(Double.compare(real + 0.0, number.doubleValue() + 0.0));
    }
}
