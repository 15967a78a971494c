package dev.tidemark.query.answer;

import dev.tidemark.domain.behavior.CohortCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row per cohort that has anybody and each of its later buckets, also those in which nobody came back. */
final class CohortRows {

    private CohortRows() {}

    static Rows of(BehaviorQuestion.Cohorts question, List<CohortCount> counts) {
        List<Column> columns = List.of(
                new Column("cohort", ColumnType.TIME),
                new Column("period", ColumnType.INTEGER),
                new Column("size", ColumnType.INTEGER),
                new Column("returned", ColumnType.INTEGER),
                new Column("rate", ColumnType.DECIMAL));
        Map<Integer, Map<Integer, Long>> actors = byCohort(counts);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int buckets = question.query().buckets().size();
        for (int cohort = 0; cohort < buckets; cohort++) {
            long size = actors(actors, cohort, cohort);
            for (int bucket = cohort; size > 0 && bucket < buckets; bucket++) {
                long returned = actors(actors, cohort, bucket);
                List<@Nullable Object> row = new ArrayList<>();
                row.add(question.period().startOf(cohort));
                row.add((long) bucket - cohort);
                row.add(size);
                row.add(returned);
                row.add(Numbers.quotient(returned, size));
                rows.add(row);
            }
        }
        return new Rows(columns, rows, true, false);
    }

    /** The one row about the two days. */
    static Rows figure(BehaviorQuestion.Retention question, List<CohortCount> counts) {
        List<Column> columns = List.of(
                new Column("date", ColumnType.TIME),
                new Column("days_later", ColumnType.INTEGER),
                new Column("actors", ColumnType.INTEGER),
                new Column("returned", ColumnType.INTEGER),
                new Column("rate", ColumnType.DECIMAL));
        Map<Integer, Map<Integer, Long>> actors = byCohort(counts);
        int last = question.query().buckets().size() - 1;
        long size = actors(actors, 0, 0);
        long returned = actors(actors, 0, last);
        List<@Nullable Object> row = new ArrayList<>();
        row.add(question.period().startOf(0));
        row.add((long) question.daysLater());
        row.add(size);
        row.add(returned);
        row.add(Numbers.quotient(returned, size));
        return new Rows(columns, List.of(row), true, false);
    }

    private static Map<Integer, Map<Integer, Long>> byCohort(List<CohortCount> counts) {
        Map<Integer, Map<Integer, Long>> actors = new HashMap<>();
        counts.forEach(count ->
                actors.computeIfAbsent(count.cohort(), first -> new HashMap<>()).put(count.bucket(), count.actors()));
        return actors;
    }

    private static long actors(Map<Integer, Map<Integer, Long>> actors, int cohort, int bucket) {
        return actors.getOrDefault(cohort, Map.of()).getOrDefault(bucket, 0L);
    }
}
