package dev.tidemark.app.cli;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows with named columns, printed in one of three ways. */
final class Table {
    /** How an answer is printed. */
    enum Format {
        /** Aligned for reading. */
        TABLE,
        /** RFC 4180, with a header. */
        CSV,
        /** One JSON object per line. */
        JSON
    }

    private static final int DECIMALS = 4;

    private final List<String> columns;
    private final List<List<JsonNode>> rows = new ArrayList<>();

    Table(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A table of objects: one row each, the columns picked by name. */
    static Table of(JsonNode objects, String... columns) {
        var table = new Table(List.of(columns));
        objects.forEach(object ->
                table.rows.add(table.columns.stream().map(object::path).toList()));
        return table;
    }

    void add(JsonNode row) {
        var values = new ArrayList<JsonNode>();
        row.forEach(values::add);
        rows.add(values);
    }

    void print(PrintWriter out, Format format) {
        switch (format) {
            case TABLE -> printAligned(out);
            case CSV -> printCsv(out);
            case JSON -> printJson(out);
        }
        out.flush();
    }

    private void printAligned(PrintWriter out) {
        List<List<String>> texts = rows.stream()
                .map(row -> row.stream().map(Table::shown).toList())
                .toList();
        int[] widths = IntStream.range(0, columns.size())
                .map(i -> Math.max(
                        columns.get(i).length(),
                        rows.stream()
                                .mapToInt(row -> text(row.get(i)).length())
                                .max()
                                .orElse(0)))
                .toArray();
        out.println(IntStream.range(0, columns.size())
                .mapToObj(i -> pad(columns.get(i), widths[i], isNumber(i)))
                .collect(joining("  "))
                .stripTrailing());
        for (List<String> row : texts) {
            out.println(IntStream.range(0, columns.size())
                    .mapToObj(i -> pad(row.get(i), widths[i], isNumber(i)))
                    .collect(joining("  "))
                    .stripTrailing());
        }
    }

    private void printCsv(PrintWriter out) {
        out.print(columns.stream().map(Table::quote).collect(joining(",")) + "\r\n");
        rows.forEach(
                row -> out.print(row.stream().map(value -> quote(text(value))).collect(joining(",")) + "\r\n"));
    }

    private void printJson(PrintWriter out) {
        var mapper = new ObjectMapper();
        for (List<JsonNode> row : rows) {
            ObjectNode object = mapper.createObjectNode();
            for (int i = 0; i < columns.size(); i++) {
                object.set(columns.get(i), row.get(i).isMissingNode() ? mapper.nullNode() : row.get(i));
            }
            out.println(object);
        }
    }

    private boolean isNumber(int column) {
        return !rows.isEmpty()
                && rows.stream().map(row -> row.get(column)).allMatch(value -> value.isNumber() || value.isNull());
    }

    /** As {@link #text}, with no more than the four decimals that an amount may have. */
    private static String shown(JsonNode value) {
        return value.isBigDecimal() && value.decimalValue().scale() > DECIMALS
                ? value.decimalValue().setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString()
                : text(value);
    }

    private static String text(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static String pad(String text, int width, boolean right) {
        String blanks = " ".repeat(width - text.length());
        return right ? blanks + text : text + blanks;
    }

    private static String quote(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
