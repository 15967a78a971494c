package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.PathCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per path; shorter paths have absent steps at the end. */
final class PathRows {

    private PathRows() {}

    static Rows of(BehaviorQuestion.Paths question, List<PathCount> paths) {
        int depth = question.query().depth();
        List<Column> columns = new ArrayList<>();
        for (int step = 1; step <= depth; step++) {
            columns.add(new Column("step_" + step, ColumnType.TEXT));
        }
        columns.add(new Column("sessions", ColumnType.INTEGER));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (PathCount path : paths) {
            List<@Nullable Object> row = new ArrayList<>(path.path());
            while (row.size() < depth) {
                row.add(null);
            }
            row.add(path.sessions());
            rows.add(row);
        }
        return Rows.limited(columns, rows, true, question.query().limit() - 1);
    }
}
