package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.FunnelGroup;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per value of the breakdown and step; the times to convert stand at the last step. */
final class FunnelRows {

    private FunnelRows() {}

    static Rows of(BehaviorQuestion.Funnel question, List<FunnelGroup> groups) {
        List<Column> columns = new ArrayList<>();
        question.query()
                .breakdown()
                .ifPresent(attribute -> columns.add(new Column(attribute.label(), ColumnType.of(attribute))));
        columns.add(new Column("step", ColumnType.INTEGER));
        columns.add(new Column("name", ColumnType.TEXT));
        columns.add(new Column("actors", ColumnType.INTEGER));
        columns.add(new Column("of_previous", ColumnType.DECIMAL));
        columns.add(new Column("of_first", ColumnType.DECIMAL));
        columns.add(new Column("mean_time_ms", ColumnType.DECIMAL));
        columns.add(new Column("median_time_ms", ColumnType.FLOAT));
        List<List<@Nullable Object>> rows = groups.stream()
                .sorted(Comparator.<FunnelGroup>comparingLong(
                                group -> group.reached().getFirst())
                        .reversed())
                .limit(question.limit())
                .flatMap(group -> rows(question, group).stream())
                .toList();
        return new Rows(columns, rows, false, groups.size() > question.limit());
    }

    private static List<List<@Nullable Object>> rows(BehaviorQuestion.Funnel question, FunnelGroup group) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Long> reached = group.reached();
        for (int step = 0; step < reached.size(); step++) {
            List<@Nullable Object> row = new ArrayList<>();
            if (question.query().breakdown().isPresent()) {
                row.add(group.value());
            }
            boolean last = step == reached.size() - 1;
            row.add((long) step + 1);
            row.add(question.names().get(step));
            row.add(reached.get(step));
            row.add(step == 0 ? null : Numbers.quotient(reached.get(step), reached.get(step - 1)));
            row.add(Numbers.quotient(reached.get(step), reached.getFirst()));
            row.add(last ? Numbers.quotient(new BigDecimal(group.converted()), reached.get(step)) : null);
            row.add(last ? Numbers.quantile(group.conversions(), 0.5) : null);
            rows.add(row);
        }
        return rows;
    }
}
