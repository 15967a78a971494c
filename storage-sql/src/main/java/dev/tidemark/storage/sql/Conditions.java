package dev.tidemark.storage.sql;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * Filters as conditions. Filters know true and false only, SQL also knows unknown: where a comparison with an absent value is
 * unknown it counts as false, also inside a negation.
 */
final class Conditions {

    private static final Fragment TRUE = Fragment.of("TRUE");
    private static final Fragment FALSE = Fragment.of("FALSE");

    /** Databases refuse, or overflow at, a few hundred more. */
    private static final int MAX_DEPTH = 200;

    private final Dialect dialect;
    private final Columns columns;
    private int depth;

    Conditions(Dialect dialect, Columns columns) {
        this.dialect = dialect;
        this.columns = columns;
    }

    /** @throws IllegalArgumentException if the filter is nested deeper than any database takes */
    Fragment of(Filter filter) {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException(
                    "the filter is nested more than " + MAX_DEPTH + " deep; make it flatter");
        }
        try {
            return condition(filter);
        } finally {
            depth--;
        }
    }

    private Fragment condition(Filter filter) {
        return switch (filter) {
            case Filter.And(var filters) -> joined(filters, " AND ", TRUE);
            case Filter.Or(var filters) -> joined(filters, " OR ", FALSE);
            case Filter.Not(var negated) -> Fragment.of("({}) IS NOT TRUE", of(negated));
            case Filter.Compare(var attribute, var comparison, var literal) -> compare(attribute, comparison, literal);
            case Filter.In(var attribute, var literals) -> in(attribute, literals);
            case Filter.Exists(var attribute) -> Fragment.of("{} IS NOT NULL", columns.of(attribute));
            case Filter.Contains(var attribute, var part) ->
                dialect.contains(columns.of(attribute), Fragment.value(part));
            case Filter.StartsWith(var attribute, var prefix) ->
                dialect.startsWith(columns.of(attribute), Fragment.value(prefix));
        };
    }

    private Fragment joined(List<Filter> filters, String operator, Fragment none) {
        return switch (filters.size()) {
            case 0 -> none;
            case 1 -> of(filters.getFirst());
            default ->
                Fragment.of(
                        "({})",
                        Fragment.join(operator, filters.stream().map(this::of).toList()));
        };
    }

    private Fragment in(Attribute attribute, List<Literal> literals) {
        List<Fragment> alternatives = new ArrayList<>();
        List<Fragment> texts = new ArrayList<>();
        for (Literal literal : literals) {
            switch (literal) {
                case Literal.Text(var text) -> texts.add(Fragment.value(text));
                case Literal.Numeric number -> alternatives.add(compare(attribute, Comparison.EQUAL, number));
            }
        }
        if (!texts.isEmpty()) {
            alternatives.addFirst(Fragment.of("{} IN ({})", columns.of(attribute), Fragment.join(", ", texts)));
        }
        return alternatives.isEmpty() ? FALSE : Fragment.of("({})", Fragment.join(" OR ", alternatives));
    }

    private Fragment compare(Attribute attribute, Comparison comparison, Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) -> compare(columns.of(attribute), comparison, Fragment.value(text));
            case Literal.Numeric(var number) -> {
                Fragment value = columns.number(attribute, dialect);
                yield switch (attribute.type()) {
                    case INTEGER, DECIMAL -> ExactComparison.of(value, attribute.type(), comparison, number);
                    case FLOAT, TEXT -> compare(value, comparison, Fragment.value(number.doubleValue()));
                    case INSTANT, IDENTIFIER ->
                        throw new IllegalArgumentException(attribute.label() + " is compared with the number " + number
                                + ", expected a numeric field or a property");
                };
            }
        };
    }

    static Fragment compare(Fragment value, Comparison comparison, Fragment other) {
        return Fragment.of("{} " + operator(comparison) + " {}", value, other);
    }

    private static String operator(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> "=";
            case GREATER -> ">";
            case GREATER_OR_EQUAL -> ">=";
            case LESS -> "<";
            case LESS_OR_EQUAL -> "<=";
        };
    }
}
