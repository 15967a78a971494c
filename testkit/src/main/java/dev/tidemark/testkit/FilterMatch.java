package dev.tidemark.testkit;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The meaning of filters, event by event. */
public final class FilterMatch implements Predicate<Event> {

    private final Filter filter;

    public FilterMatch(Filter filter) {
        this.filter = filter;
    }

    @Override
    public boolean test(Event event) {
        return matches(filter, event);
    }

    private static boolean matches(Filter filter, Event event) {
        return switch (filter) {
            case Filter.And and -> and.filters().stream().allMatch(part -> matches(part, event));
            case Filter.Or or -> or.filters().stream().anyMatch(part -> matches(part, event));
            case Filter.Not not -> !matches(not.filter(), event);
            case Filter.Compare compare ->
                compares(compare.attribute(), compare.comparison(), compare.literal(), event);
            case Filter.In in ->
                in.literals().stream().anyMatch(literal -> compares(in.attribute(), Comparison.EQUAL, literal, event));
            case Filter.Exists exists -> exists.attribute().valueIn(event) != null;
            case Filter.Contains contains ->
                contains.attribute().valueIn(event) instanceof String text && text.contains(contains.part());
            case Filter.StartsWith startsWith ->
                startsWith.attribute().valueIn(event) instanceof String text && text.startsWith(startsWith.prefix());
        };
    }

    private static boolean compares(Attribute attribute, Comparison comparison, Literal literal, Event event) {
        OptionalInt order = order(attribute.valueIn(event), literal);
        return order.isPresent() && comparison.accepts(order.getAsInt());
    }

    private static OptionalInt order(@Nullable Object value, Literal literal) {
        return switch (literal) {
            case Literal.Text text
            when value instanceof String string -> OptionalInt.of(Text.compare(string, text.value()));
            case Literal.Numeric number
            when value instanceof String string -> {
                var parsed = Properties.number(string);
                yield parsed.isPresent()
                        ? OptionalInt.of(Double.compare(
                                zeroUnsigned(parsed.getAsDouble()),
                                zeroUnsigned(number.value().doubleValue())))
                        : OptionalInt.empty();
            }
            case Literal.Numeric number
            when value instanceof Long whole ->
                OptionalInt.of(BigDecimal.valueOf(whole).compareTo(number.value()));
            case Literal.Numeric number
            when value instanceof BigDecimal decimal -> OptionalInt.of(decimal.compareTo(number.value()));
            case Literal.Numeric number
            when value instanceof Double real ->
                OptionalInt.of(Double.compare(
                        zeroUnsigned(real), zeroUnsigned(number.value().doubleValue())));
            case Literal.Text text -> OptionalInt.empty();
            case Literal.Numeric number -> OptionalInt.empty();
        };
    }

    /** Minus zero equals zero, as it does in every store. */
    private static double zeroUnsigned(double value) {
        return value == 0 ? 0.0 : value;
    }
}
