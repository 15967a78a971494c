package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.time.TimeRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of sessions as one statement. Its rows are bucket, dimensions, sessions, bounces, events, milliseconds added up, and binned. */
public final class SessionStatement {

    private static final String CONTENT = "content";

    private final SessionQuery query;
    private final Dialect dialect;
    private final EventRows rows;

    private SessionStatement(SessionQuery query, String events, Dialect dialect) {
        this.query = query;
        this.dialect = dialect;
        this.rows = new EventRows(dialect, events, query.tenant());
    }

    /** @throws IllegalArgumentException if the filter is nested too deep */
    public static Fragment of(SessionQuery query, String events, Dialect dialect) {
        SessionStatement statement = new SessionStatement(query, events, dialect);
        List<Fragment> parts = new ArrayList<>(
                SessionRows.of(query.tenant(), query.horizon(), query.filter(), statement.values(), events, dialect));
        parts.add(Fragment.of("sessions AS (\n  {}\n)", statement.sessions()));
        return Fragment.of("WITH {}\n{}", Fragment.join(",\n", parts), statement.groups());
    }

    private Map<String, Fragment> values() {
        Map<String, Fragment> values = new LinkedHashMap<>();
        values.put(CONTENT, Fragment.of("coalesce({}, {})", rows.of(Field.SCREEN_NAME), rows.of(Field.PAGE_URL)));
        for (int i = 0; i < query.dimensions().size(); i++) {
            if (query.dimensions().get(i) instanceof SessionDimension.First(var attribute)) {
                values.put("v" + (i + 1), rows.of(attribute));
            }
        }
        return values;
    }

    private Fragment sessions() {
        List<Fragment> selected = new ArrayList<>();
        selected.add(Fragment.of("min(t) AS began, max(t) AS ended, count(*) AS n"));
        for (int i = 0; i < query.dimensions().size(); i++) {
            selected.add(dimension(query.dimensions().get(i), i).as(AggregateStatement.dimension(i)));
        }
        TimeRange range = query.buckets().range();
        return Fragment.of(
                "SELECT {} FROM " + SessionRows.SESSIONS + " GROUP BY " + SessionRows.KEY
                        + " HAVING min(t) >= {} AND min(t) < {}",
                EventRows.list(selected),
                Fragment.value(range.from().toEpochMilli()),
                Fragment.value(range.to().toEpochMilli()));
    }

    private Fragment dimension(SessionDimension dimension, int position) {
        List<Fragment> keys = List.of(Fragment.of("t"), Fragment.of("o1"), Fragment.of("o2"));
        Fragment content = Fragment.of(CONTENT);
        Fragment isContent = Fragment.of(CONTENT + " IS NOT NULL");
        return switch (dimension) {
            case SessionDimension.Entry() -> dialect.first(content, keys, isContent);
            case SessionDimension.Exit() -> dialect.last(content, keys, isContent);
            case SessionDimension.First first ->
                dialect.first(Fragment.of("v" + (position + 1)), keys, Fragment.of("TRUE"));
        };
    }

    private Fragment groups() {
        List<Fragment> keys = new ArrayList<>();
        keys.add(BucketPosition.of(query.buckets(), dialect.ofEpochMillis(Fragment.of("began")), dialect)
                .as(AggregateStatement.BUCKET));
        List<Fragment> names = new ArrayList<>(List.of(Fragment.of(AggregateStatement.BUCKET)));
        List<Fragment> order = new ArrayList<>(names);
        for (int i = 0; i < query.dimensions().size(); i++) {
            Fragment name = Fragment.of(AggregateStatement.dimension(i));
            keys.add(name);
            names.add(name);
            order.add(Fragment.of("{} NULLS LAST", name));
        }
        return Fragment.of(
                """
                SELECT {}, count(*) AS sessions, count(CASE WHEN n = 1 THEN 1 END) AS bounces, sum(n) AS events,
                  sum(ms) AS duration, {} AS durations
                FROM (SELECT {}, n, ended - began AS ms FROM sessions) AS s
                GROUP BY {}
                ORDER BY {}
                LIMIT {}""",
                EventRows.list(names),
                dialect.countBins(Aggregation.bin(Fragment.of("ms"))),
                EventRows.list(keys),
                EventRows.list(names),
                EventRows.list(order),
                Fragment.value((long) query.limit()));
    }
}
