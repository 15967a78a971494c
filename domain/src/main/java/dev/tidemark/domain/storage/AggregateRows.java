package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an aggregate read found.
 *
 * @param rowsRead how many rows the store looked at, where it can tell
 */
public record AggregateRows(List<AggregateRow> rows, OptionalLong rowsRead) {

    public AggregateRows {
        rows = List.copyOf(rows);
        requireNonNull(rowsRead, "rowsRead is null");
    }
}
