package dev.tidemark.query.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.testkit.generate.Filters;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class FilterLanguagePropertiesTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property
    void whatIsWrittenIsReadBack(@ForAll("filters") Filter filter) {
        String json = FilterJson.of(filter).toString();
        assertThat(parse(JsonText.read(json.getBytes(UTF_8), "filter"))).isEqualTo(filter);
    }

    @Property
    void anyJsonIsAFilterOrAMistake(@ForAll("json") JsonNode node) {
        assertThatCode(() -> {
                    try {
                        parse(node);
                    } catch (QueryMistakeException e) {
                        assertThat(e.mistake().path()).startsWith("filter");
                        assertThat(e).hasMessageStartingWith(e.mistake().path());
                    }
                })
                .doesNotThrowAnyException();
    }

    private static Filter parse(JsonNode node) {
        return FilterParser.parse(
                Input.query(JSON.objectNode().set("filter", node)).field("filter"));
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Filters.any();
    }

    /** JSON from the words of the language, put together by chance. */
    @Provide
    Arbitrary<JsonNode> json() {
        return json(4);
    }

    private static Arbitrary<JsonNode> json(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<JsonNode> parts = json(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(1, scalars()),
                Tuple.of(2, parts.list().ofMaxSize(3).map(FilterLanguagePropertiesTest::array)),
                Tuple.of(2, parts.map(value -> array(List.of(JSON.textNode("platform"), value)))),
                Tuple.of(6, Combinators.combine(operators(), parts).as((operator, operand) -> JSON.objectNode()
                        .set(operator, operand))));
    }

    private static JsonNode array(List<JsonNode> items) {
        return JSON.arrayNode().addAll(items);
    }

    private static Arbitrary<String> operators() {
        return Arbitraries.of("and", "or", "not", "eq", "ne", "in", "gt", "exists", "contains", "starts_with", "other");
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.numberNode(7),
                JSON.numberNode(new BigDecimal("1e999999999")),
                JSON.textNode(""),
                JSON.textNode("ios"),
                JSON.textNode("platform"),
                JSON.textNode("status_code"),
                JSON.textNode("timestamp"),
                JSON.textNode("properties."),
                JSON.textNode("properties.plan"));
    }
}
