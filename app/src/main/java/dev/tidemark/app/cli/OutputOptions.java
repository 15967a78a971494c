package dev.tidemark.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** How a command prints rows. */
final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init") // has a default
    private Table.Format format;

    void print(Table table, PrintWriter out) {
        table.print(out, format);
    }

    /** Prints an answer to a question: columns and rows, and with the table what served it. */
    void printAnswer(JsonNode answer, PrintWriter out) {
        var table = new Table(answer.path("columns").findValuesAsText("name"));
        answer.path("rows").forEach(table::add);
        table.print(out, format);
        if (format == Table.Format.TABLE) {
            JsonNode meta = answer.path("meta");
            out.println();
            out.println(
                    meta.path("truncated").asBoolean()
                            ? "There are more rows; --limit shows more of them."
                            : rows(answer));
            out.flush();
        }
    }

    private static String rows(JsonNode answer) {
        int rows = answer.path("rows").size();
        return rows + (rows == 1 ? " row" : " rows") + " in "
                + answer.path("meta").path("milliseconds").asText("?") + " ms";
    }
}
