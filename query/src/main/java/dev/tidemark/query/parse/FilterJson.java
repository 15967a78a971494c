package dev.tidemark.query.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.List;

/** Filters as users would write them: the way back of {@link FilterParser}. */
public final class FilterJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FilterJson() {}

    /** The filter as JSON; parsed again, the same filter. */
    public static ObjectNode of(Filter filter) {
        return switch (filter) {
            case Filter.And and -> object("and", list(and.filters()));
            case Filter.Or or -> object("or", list(or.filters()));
            case Filter.Not not -> object("not", of(not.filter()));
            case Filter.Compare compare ->
                object(compare.comparison().label(), pair(compare.attribute(), literal(compare.literal())));
            case Filter.In in -> object("in", pair(in.attribute(), literals(in.literals())));
            case Filter.Exists exists ->
                object("exists", JSON.textNode(exists.attribute().label()));
            case Filter.Contains contains ->
                object("contains", pair(contains.attribute(), JSON.textNode(contains.part())));
            case Filter.StartsWith startsWith ->
                object("starts_with", pair(startsWith.attribute(), JSON.textNode(startsWith.prefix())));
        };
    }

    private static ObjectNode object(String operator, JsonNode operand) {
        ObjectNode object = JSON.objectNode();
        object.set(operator, operand);
        return object;
    }

    private static ArrayNode list(List<Filter> filters) {
        ArrayNode list = JSON.arrayNode();
        filters.forEach(filter -> list.add(of(filter)));
        return list;
    }

    private static ArrayNode pair(Attribute attribute, JsonNode value) {
        return JSON.arrayNode().add(attribute.label()).add(value);
    }

    private static ArrayNode literals(List<Literal> literals) {
        ArrayNode list = JSON.arrayNode();
        literals.forEach(literal -> list.add(literal(literal)));
        return list;
    }

    private static JsonNode literal(Literal literal) {
        return switch (literal) {
            case Literal.Text text -> JSON.textNode(text.value());
            case Literal.Numeric number -> JSON.numberNode(number.value());
        };
    }
}
