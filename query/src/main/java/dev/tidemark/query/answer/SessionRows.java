package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.query.Histogram;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row per bucket and group, the one with the most sessions first within a bucket; without dimensions every bucket. */
final class SessionRows {

    private SessionRows() {}

    static Rows of(BehaviorQuestion.Sessions question, List<SessionRow> found, int maxGroups) {
        TooManyGroups.require(found.size(), maxGroups);
        List<Column> columns = columns(question);
        Comparator<SessionRow> order = Comparator.comparingInt(SessionRow::bucket)
                .thenComparing(Comparator.comparingLong(SessionRow::sessions).reversed());
        List<List<@Nullable Object>> rows = filled(question, found).stream()
                .sorted(order)
                .map(row -> values(question.period(), row))
                .toList();
        return Rows.limited(columns, rows, false, question.limit());
    }

    private static List<Column> columns(BehaviorQuestion.Sessions question) {
        List<Column> columns = new ArrayList<>();
        if (question.period().isSeries()) {
            columns.add(new Column(Column.BUCKET, ColumnType.TIME));
        }
        for (SessionDimension dimension : question.query().dimensions()) {
            columns.add(new Column(
                    dimension.label(),
                    dimension instanceof SessionDimension.First(var attribute)
                            ? ColumnType.of(attribute)
                            : ColumnType.TEXT));
        }
        columns.add(new Column("sessions", ColumnType.INTEGER));
        columns.add(new Column("bounces", ColumnType.INTEGER));
        columns.add(new Column("bounce_rate", ColumnType.DECIMAL));
        columns.add(new Column("events", ColumnType.INTEGER));
        columns.add(new Column("events_per_session", ColumnType.DECIMAL));
        columns.add(new Column("mean_duration_ms", ColumnType.DECIMAL));
        columns.add(new Column("median_duration_ms", ColumnType.FLOAT));
        columns.add(new Column("p95_duration_ms", ColumnType.FLOAT));
        return columns;
    }

    private static List<SessionRow> filled(BehaviorQuestion.Sessions question, List<SessionRow> found) {
        if (!question.query().dimensions().isEmpty()) {
            return found;
        }
        List<SessionRow> rows = new ArrayList<>(found);
        BitSet present = new BitSet();
        found.forEach(row -> present.set(row.bucket()));
        int buckets = question.query().buckets().size();
        for (int i = present.nextClearBit(0); i < buckets; i = present.nextClearBit(i + 1)) {
            rows.add(new SessionRow(i, List.of(), 0, 0, 0, BigInteger.ZERO, Histogram.EMPTY));
        }
        return rows;
    }

    private static List<@Nullable Object> values(Period period, SessionRow row) {
        List<@Nullable Object> values = new ArrayList<>();
        if (period.isSeries()) {
            values.add(period.startOf(row.bucket()));
        }
        values.addAll(row.dimensions());
        values.add(row.sessions());
        values.add(row.bounces());
        values.add(Numbers.quotient(row.bounces(), row.sessions()));
        values.add(row.events());
        values.add(Numbers.quotient(row.events(), row.sessions()));
        values.add(Numbers.quotient(new BigDecimal(row.duration()), row.sessions()));
        values.add(Numbers.quantile(row.durations(), 0.5));
        values.add(Numbers.quantile(row.durations(), 0.95));
        return values;
    }
}
