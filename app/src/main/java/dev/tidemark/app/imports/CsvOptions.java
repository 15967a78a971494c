package dev.tidemark.app.imports;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How a CSV file is read.
 *
 * @param columns names of fields or properties by column; a column that is not listed goes to the field of its own name, else to
 *     a property; {@link #IGNORED} drops a column
 */
public record CsvOptions(char delimiter, Map<String, String> columns, TimeReading time) {

    /** The target of a column that is not imported. */
    public static final String IGNORED = "-";

    public CsvOptions {
        requireNonNull(time, "time is null");
        columns = Map.copyOf(columns);
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
            throw new IllegalArgumentException("the delimiter is a quote or a line break, expected another character");
        }
    }
}
