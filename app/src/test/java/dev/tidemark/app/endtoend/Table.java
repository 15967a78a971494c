package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Columns and rows of an answer.
 *
 * @param rows values as text, numbers without trailing zeros, an absent value as {@code null} in letters
 * @param servedBy the rollups, or raw, that the numbers were read from
 */
record Table(List<String> columns, List<List<String>> rows, List<String> servedBy, boolean truncated) {
    static Table of(JsonNode answer) {
        return new Table(
                texts(answer.path("columns").findValues("name")),
                rows(answer.path("rows")),
                texts(answer.path("meta").path("served_by")),
                answer.path("meta").path("truncated").asBoolean());
    }

    /** The rows, which must be all there are. */
    Table whole() {
        assertThat(truncated).as("truncated").isFalse();
        return this;
    }

    /** One column by another, whose values must differ from row to row. */
    Map<String, String> map(String key, String value) {
        int keyAt = position(key);
        int valueAt = position(value);
        Map<String, String> map = new TreeMap<>();
        rows.forEach(row -> assertThat(map.put(row.get(keyAt), row.get(valueAt)))
                .as("rows of one %s", key)
                .isNull());
        return map;
    }

    /** The only number of an answer of one row. */
    String single(String column) {
        assertThat(rows).hasSize(1);
        return rows.getFirst().get(position(column));
    }

    private int position(String column) {
        assertThat(columns).contains(column);
        return columns.indexOf(column);
    }

    private static List<List<String>> rows(JsonNode array) {
        List<List<String>> rows = new ArrayList<>();
        array.forEach(row -> rows.add(texts(row)));
        return rows;
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.isNumber() ? canonical(node.decimalValue()) : node.asText()));
        return texts;
    }

    static String canonical(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
