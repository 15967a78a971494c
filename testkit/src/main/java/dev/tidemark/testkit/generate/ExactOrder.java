package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** Which aggregates over a history can be sorted by with one outcome on every store. */
final class ExactOrder implements Predicate<Aggregate> {

    private static final double EXACT_UNIT = 8;
    private static final double EXACT_LIMIT = 1L << 40;

    private final List<EventDraft> history;

    ExactOrder(List<EventDraft> history) {
        this.history = history;
    }

    @Override
    public boolean test(Aggregate aggregate) {
        return switch (aggregate.unfiltered()) {
            case Aggregate.Sum sum -> isExact(sum.attribute());
            case Aggregate.Bins bins -> false;
            case Aggregate.Count count -> true;
            case Aggregate.ValueCount count -> true;
            case Aggregate.Minimum minimum -> true;
            case Aggregate.Maximum maximum -> true;
            case Aggregate.Unique unique -> true;
            case Aggregate.Filtered filtered -> throw new IllegalStateException(filtered + " is filtered twice");
        };
    }

    /** Small multiples of an eighth add up to the same bits in any order. */
    private boolean isExact(Attribute attribute) {
        boolean isFloat = attribute.type() == FieldType.FLOAT || attribute instanceof Attribute.OfProperty;
        return !isFloat
                || history.stream()
                        .flatMapToDouble(draft -> number(attribute, draft).stream())
                        .allMatch(value -> Math.abs(value) < EXACT_LIMIT && (value * EXACT_UNIT) % 1 == 0);
    }

    private static OptionalDouble number(Attribute attribute, EventDraft draft) {
        Object value =
                switch (attribute) {
                    case Attribute.OfProperty property -> draft.properties().get(property.key());
                    case Attribute.OfField field -> draft.values().get(field.field());
                };
        return switch (value) {
            case String text -> Properties.number(text);
            case Double number -> OptionalDouble.of(number);
            case null, default -> OptionalDouble.empty();
        };
    }
}
