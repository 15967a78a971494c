package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

/** One column of an answer, named as it was asked for. */
public record Column(String name, ColumnType type) {

    /** The column that says which bucket a row is of. */
    public static final String BUCKET = "bucket";

    public Column {
        requireNonNull(name, "name is null");
        requireNonNull(type, "type is null");
    }
}
