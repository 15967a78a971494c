package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.LatestCount;
import dev.tidemark.domain.query.Attribute;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per combination of values, the most frequent first. */
final class LatestRows {

    private LatestRows() {}

    static Rows of(BehaviorQuestion.Latest question, List<LatestCount> counts) {
        List<Column> columns = new ArrayList<>();
        for (Attribute value : question.query().values()) {
            columns.add(new Column(value.label(), ColumnType.of(value)));
        }
        columns.add(new Column("subjects", ColumnType.INTEGER));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (LatestCount count : counts) {
            List<@Nullable Object> row = new ArrayList<>(count.values());
            row.add(count.subjects());
            rows.add(row);
        }
        return Rows.limited(columns, rows, true, question.query().limit() - 1);
    }
}
