package dev.tidemark.app.admin;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.query.parse.FilterJson;
import java.util.Map;

/** What a rollup holds, in the words of the query language. */
final class QueryWords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private QueryWords() {}

    static Map<String, Object> of(Filter filter) {
        return JSON.convertValue(FilterJson.of(filter), OBJECT);
    }

    static String of(Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Count() -> "events";
            case Aggregate.ValueCount(var attribute) -> call("count", attribute);
            case Aggregate.Sum(var attribute) -> call("sum", attribute);
            case Aggregate.Minimum(var attribute) -> call("min", attribute);
            case Aggregate.Maximum(var attribute) -> call("max", attribute);
            case Aggregate.Unique(var attribute) -> call("unique", attribute);
            case Aggregate.Filtered filtered -> throw new IllegalArgumentException(filtered + " is kept in no rollup");
            case Aggregate.Bins(var attribute) -> call("histogram", attribute);
        };
    }

    private static String call(String function, Attribute attribute) {
        return function + "(" + attribute.label() + ")";
    }
}
