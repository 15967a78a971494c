package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.LatestQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Latest values as one statement. Its rows are the values and how many subjects stand there. */
public final class LatestStatement {

    private LatestStatement() {}

    /** @throws IllegalArgumentException if the filter is nested too deep */
    public static Fragment of(LatestQuery query, String events, Dialect dialect) {
        EventRows rows = new EventRows(dialect, events, query.tenant());
        Fragment subject = rows.of(query.subject());
        List<Fragment> read = new ArrayList<>(List.of(subject.as("subject")));
        List<Fragment> columns = new ArrayList<>();
        List<Fragment> names = new ArrayList<>();
        List<Fragment> order = new ArrayList<>();
        List<Fragment> keys = List.of(Fragment.of("t"), Fragment.of("o1"), Fragment.of("o2"));
        for (int i = 0; i < query.values().size(); i++) {
            Fragment name = Fragment.of(AggregateStatement.dimension(i));
            read.add(rows.of(query.values().get(i)).as(name.text()));
            columns.add(name);
            names.add(Fragment.of("l" + (i + 1)));
            order.add(Fragment.of("l" + (i + 1) + " NULLS LAST"));
        }
        List<Fragment> last = dialect.last(columns, keys);
        List<Fragment> latest = IntStream.range(0, last.size())
                .mapToObj(i -> last.get(i).as("l" + (i + 1)))
                .toList();
        return Fragment.of(
                """
                SELECT {}, count(*) AS subjects
                FROM (
                  SELECT {} FROM (
                  {}
                  ) AS e GROUP BY subject
                ) AS s
                GROUP BY {}
                ORDER BY subjects DESC, {}
                LIMIT {}""",
                EventRows.list(names),
                EventRows.list(latest),
                rows.select(read, query.range(), query.filter(), Fragment.of("{} IS NOT NULL", subject)),
                EventRows.list(names),
                EventRows.list(order),
                Fragment.value((long) query.limit()));
    }
}
