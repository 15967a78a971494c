package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a question was answered with, in the order asked for.
 *
 * @param rows one value per column: {@code OffsetDateTime}, {@code String}, {@code Long}, {@code BigDecimal} without trailing
 *     zeros, finite {@code Double}, or null where there is none
 */
public record Answer(List<Column> columns, List<List<@Nullable Object>> rows, AnswerMeta meta) {

    public Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        requireNonNull(meta, "meta is null");
    }
}
