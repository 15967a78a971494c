package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.PathQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Paths as one statement. Its rows are the list of values and how many sessions took it. */
public final class PathStatement {

    private PathStatement() {}

    /** @throws IllegalArgumentException if the filter is nested too deep */
    public static Fragment of(PathQuery query, String events, Dialect dialect) {
        EventRows rows = new EventRows(dialect, events, query.tenant());
        Map<String, Fragment> values = Map.of("v", rows.of(query.attribute()));
        List<Fragment> parts = new ArrayList<>(
                SessionRows.of(query.tenant(), query.horizon(), query.filter(), values, events, dialect));
        String window = " OVER (PARTITION BY " + SessionRows.KEY + " ORDER BY " + EventRows.ORDER + ")";
        parts.add(Fragment.of("begun AS (\n  SELECT *, min(t) OVER (PARTITION BY " + SessionRows.KEY
                + ") AS began FROM " + SessionRows.SESSIONS + "\n)"));
        parts.add(Fragment.of(
                "valued AS (\n  SELECT *, lag(v)" + window
                        + " AS before FROM begun WHERE v IS NOT NULL AND began >= {} AND began < {}\n)",
                Fragment.value(query.range().from().toEpochMilli()),
                Fragment.value(query.range().to().toEpochMilli())));
        parts.add(Fragment.of("steps AS (\n  SELECT *, row_number()" + window
                + " AS n FROM valued WHERE before IS NULL OR before <> v\n)"));
        parts.add(Fragment.of(
                "paths AS (\n  SELECT {} AS path FROM steps WHERE n <= {} GROUP BY " + SessionRows.KEY + "\n)",
                dialect.list(Fragment.of("v"), Fragment.of("n")),
                Fragment.value((long) query.depth())));
        return Fragment.of(
                "WITH {}\nSELECT path, count(*) AS sessions FROM paths GROUP BY path ORDER BY sessions DESC, path LIMIT {}",
                Fragment.join(",\n", parts),
                Fragment.value((long) query.limit()));
    }
}
