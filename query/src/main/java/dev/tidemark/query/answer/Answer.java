package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a question was answered with, in the order asked for.
 *
 * @param rows one value per column: {@code OffsetDateTime}, {@code String}, {@code Long}, {@code BigDecimal} without trailing
 *     zeros, finite {@code Double}, or null where there is none
 * @param totals of the columns, those of measures filled and the others null; empty where nobody asked
 */
public record Answer(
        List<Column> columns, List<List<@Nullable Object>> rows, List<@Nullable Object> totals, AnswerMeta meta) {

    public Answer {
        totals = Collections.unmodifiableList(totals);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(meta, "meta is null");
    }

    /** An answer without totals. */
    public Answer(List<Column> columns, List<List<@Nullable Object>> rows, AnswerMeta meta) {
        this(columns, rows, List.of(), meta);
    }
}
