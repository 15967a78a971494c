package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.RollingCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per day: the active actors of the day, of seven and of thirty days that end with it, and the first over the last. */
final class StickinessRows {

    private StickinessRows() {}

    static Rows of(BehaviorQuestion.Stickiness question, List<RollingCount> counts) {
        List<Column> columns = List.of(
                new Column(Column.BUCKET, ColumnType.TIME),
                new Column("daily_actors", ColumnType.INTEGER),
                new Column("weekly_actors", ColumnType.INTEGER),
                new Column("monthly_actors", ColumnType.INTEGER),
                new Column("stickiness", ColumnType.DECIMAL));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (RollingCount count : counts) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(question.period().startOf(count.bucket() - question.query().lead()));
            row.addAll(count.counts());
            row.add(Numbers.quotient(count.counts().getFirst(), count.counts().getLast()));
            rows.add(row);
        }
        return new Rows(columns, rows, true, false);
    }
}
