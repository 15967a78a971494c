package dev.tidemark.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table in the making; prints each row as it comes, so that a long run shows how far it is. */
final class Table {

    private final StringBuilder markdown = new StringBuilder();

    Table(String... columns) {
        add((Object[]) columns);
        add(IntStream.range(0, columns.length).mapToObj(column -> "---").toArray());
    }

    void add(Object... cells) {
        String row = Arrays.stream(cells).map(Table::cell).collect(Collectors.joining(" | ", "| ", " |"));
        System.out.println(row);
        markdown.append(row).append('\n');
    }

    String markdown() {
        return markdown.toString();
    }

    private static String cell(Object value) {
        return switch (value) {
            case Double number when number >= 1000 -> String.format(Locale.ROOT, "%,.0f", number);
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            case Long number -> String.format(Locale.ROOT, "%,d", number);
            default -> value.toString();
        };
    }
}
