package dev.tidemark.query.answer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer before it has its meta.
 *
 * @param exact whether no number is an estimate
 * @param truncated whether there are more rows than the limit let through
 */
record Rows(List<Column> columns, List<List<@Nullable Object>> rows, boolean exact, boolean truncated) {

    /** As many of the rows as the limit allows. */
    static Rows limited(List<Column> columns, List<List<@Nullable Object>> rows, boolean exact, int limit) {
        return new Rows(columns, rows.stream().limit(limit).toList(), exact, rows.size() > limit);
    }
}
