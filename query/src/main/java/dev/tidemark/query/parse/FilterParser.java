package dev.tidemark.query.parse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Reads the filter language: {@code {"and":[{"eq":["platform","ios"]},{"not":{"exists":"country"}}]}}. Depth, size and the length of
 * lists are bounded, so that no filter is too much for a store's parser.
 */
public final class FilterParser {

    /** How deep filters may be nested. */
    public static final int MAX_DEPTH = 20;

    /** How many filters there may be in all. */
    public static final int MAX_FILTERS = 1_000;

    /** How many values all {@code in} together may list. */
    public static final int MAX_VALUES = 10_000;

    private static final List<String> OPERATORS =
            List.of("and", "or", "not", "eq", "ne", "in", "gt", "ge", "lt", "le", "exists", "contains", "starts_with");

    private static final String EXPECTED = "one filter such as {\"eq\":[\"platform\",\"ios\"]}";

    private int filters;
    private int values;

    private FilterParser() {}

    /** The filter. */
    public static Filter parse(Input input) {
        return new FilterParser().filter(input, 1);
    }

    private Filter filter(Input input, int depth) {
        if (!input.node().isObject()) {
            throw input.mistake(EXPECTED);
        }
        if (input.node().size() != 1) {
            throw input.mistake(
                    "an object of " + input.node().size() + " members",
                    "one filter, so exactly one of: " + String.join(", ", OPERATORS));
        }
        requireBounded(input, depth);
        String operator = input.node().fieldNames().next();
        Input operand = input.field(operator);
        return switch (operator) {
            case "and" -> new Filter.And(list(operand, depth));
            case "or" -> new Filter.Or(list(operand, depth));
            case "not" -> new Filter.Not(filter(operand, depth + 1));
            case "eq" -> equal(operand);
            case "ne" -> new Filter.Not(equal(operand));
            case "gt" -> compare(operand, Comparison.GREATER);
            case "ge" -> compare(operand, Comparison.GREATER_OR_EQUAL);
            case "lt" -> compare(operand, Comparison.LESS);
            case "le" -> compare(operand, Comparison.LESS_OR_EQUAL);
            case "in" -> in(operand);
            case "exists" -> new Filter.Exists(Attributes.named(operand, FieldRole.FILTER));
            case "contains" -> search(operand, Filter.Contains::new);
            case "starts_with" -> search(operand, Filter.StartsWith::new);
            default -> throw input.unknownName(operator, "a filter: " + String.join(", ", OPERATORS), OPERATORS);
        };
    }

    private void requireBounded(Input input, int depth) {
        if (depth > MAX_DEPTH) {
            throw input.mistakeSaying("filters are nested deeper than " + MAX_DEPTH + ", expected at most that");
        }
        if (++filters > MAX_FILTERS) {
            throw input.mistakeSaying("there are more than " + MAX_FILTERS
                    + " filters, expected at most that; \"in\" compares with many values at once");
        }
    }

    private List<Filter> list(Input operand, int depth) {
        List<Filter> parts = new ArrayList<>();
        for (Input part : operand.items(MAX_FILTERS, "a list of filters")) {
            parts.add(filter(part, depth + 1));
        }
        return parts;
    }

    private static Filter equal(Input operand) {
        Attribute attribute = attributeOfPair(operand, "a value or null");
        Input value = operand.item(1);
        return value.node().isNull()
                ? new Filter.Not(new Filter.Exists(attribute))
                : new Filter.Compare(attribute, Comparison.EQUAL, LiteralParser.parse(value, attribute));
    }

    private static Filter compare(Input operand, Comparison comparison) {
        Attribute attribute = attributeOfPair(operand, "a value");
        return new Filter.Compare(attribute, comparison, LiteralParser.parse(operand.item(1), attribute));
    }

    private Filter in(Input operand) {
        Attribute attribute = attributeOfPair(operand, "a list of values");
        List<Literal> literals = new ArrayList<>();
        boolean orAbsent = false;
        for (Input value : operand.item(1).items(MAX_VALUES, "a list of values")) {
            if (++values > MAX_VALUES) {
                throw operand.mistakeSaying(
                        "all \"in\" together list more than " + MAX_VALUES + " values, expected at most that");
            }
            if (value.node().isNull()) {
                orAbsent = true;
            } else {
                literals.add(LiteralParser.parse(value, attribute));
            }
        }
        Filter in = new Filter.In(attribute, literals);
        return orAbsent ? new Filter.Or(List.of(in, new Filter.Not(new Filter.Exists(attribute)))) : in;
    }

    private static Filter search(Input operand, BiFunction<Attribute, String, Filter> search) {
        Attribute attribute = attributeOfPair(operand, "a text");
        if (attribute.type() != FieldType.TEXT) {
            throw operand.item(0).mistake("a field that holds text, or properties.<key>");
        }
        return search.apply(attribute, Text.clean(operand.item(1).text("a text")));
    }

    private static Attribute attributeOfPair(Input operand, String second) {
        JsonNode node = operand.node();
        if (!node.isArray() || node.size() != 2) {
            throw operand.mistake("a list of two: a field, and " + second);
        }
        return Attributes.named(operand.item(0), FieldRole.FILTER);
    }
}
