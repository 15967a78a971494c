package dev.tidemark.app.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The first row of a CSV file, and where each column goes. */
final class CsvHeader {
    private final List<String> columns;
    private final List<Optional<String>> targets;
    private final CsvOptions options;
    private final Constants constants;

    CsvHeader(List<String> columns, CsvOptions options, Constants constants) throws IOException {
        this.columns = List.copyOf(columns);
        this.options = options;
        this.constants = constants;
        check();
        targets = columns.stream().map(column -> target(column.strip())).toList();
    }

    /** One row as it stands in a file, without the line's end. */
    static byte[] write(List<String> cells, char delimiter) {
        var text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(LineDelimiter.LF)
                .build(text)) {
            writer.writeRecord(cells);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String row = text.toString();
        return row.substring(0, row.length() - 1).getBytes(StandardCharsets.UTF_8);
    }

    List<String> columns() {
        return columns;
    }

    /** The name of the field or property that each column goes to; empty where it goes nowhere. */
    List<Optional<String>> targets() {
        return targets;
    }

    char delimiter() {
        return options.delimiter();
    }

    TimeReading time() {
        return options.time();
    }

    Constants constants() {
        return constants;
    }

    private Optional<String> target(String column) {
        String name = options.columns().getOrDefault(column, column);
        return name.equals(CsvOptions.IGNORED) || name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    private void check() throws IOException {
        var names = new HashSet<String>();
        for (String column : columns) {
            if (!column.isBlank() && !names.add(column.strip())) {
                throw new IOException("the column '" + column + "' stands twice in the first row; rename one of them");
            }
        }
        var unknown = new TreeSet<>(options.columns().keySet());
        unknown.removeAll(names);
        if (!unknown.isEmpty()) {
            throw new IOException("--map names the columns " + unknown + ", the first row has " + columns
                    + "; check names and --delimiter");
        }
    }
}
