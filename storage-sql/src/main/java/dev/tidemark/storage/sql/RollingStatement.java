package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolling counts as one statement over a plan. Its rows are a position of a bucket, the position of a width, and by how many the count of such windows
 * changes from the bucket before to this one; {@link #counts} adds them up.
 *
 * <p>A value that is there in a bucket is in the windows that end with it and the next ones, as many as the window is wide, or until it is there again. So
 * each bucket of a value adds one where that stretch begins and takes one away where it ends: no value is counted twice, and none is compared with others.
 */
public final class RollingStatement {

    private RollingStatement() {}

    /** A row of the statement. */
    public record Change(int bucket, int width, long by) {}

    /** @throws IllegalArgumentException if the filter is nested too deep */
    public static Fragment of(RollingQuery query, Plan plan, String events, Dialect dialect) {
        SegmentRows rows = new SegmentRows(query.pairs(), events, dialect);
        Fragment pairs = Fragment.join(
                "\n  UNION ALL\n  ", plan.segments().stream().map(rows::partial).toList());
        List<Fragment> changes = new ArrayList<>();
        for (int i = 0; i < query.widths().size(); i++) {
            Fragment end =
                    Fragment.of("b + {}", Fragment.value((long) query.widths().get(i)));
            changes.add(Fragment.of("SELECT b AS bucket_no, " + i + " AS width_no, 1 AS change FROM stretches"));
            changes.add(Fragment.of(
                    "SELECT CASE WHEN upcoming < {} THEN upcoming ELSE {} END, " + i + ", -1 FROM stretches",
                    end,
                    end));
        }
        return Fragment.of("""
                WITH pairs AS (
                  SELECT DISTINCT bucket_no AS b, d1 FROM (
                  {}
                  ) AS p WHERE d1 IS NOT NULL
                ),
                stretches AS (
                  SELECT b, lead({}) OVER (PARTITION BY d1 ORDER BY b) AS upcoming FROM pairs
                )
                SELECT bucket_no, width_no, sum(change) AS change FROM (
                  {}
                ) AS c GROUP BY bucket_no, width_no""", pairs, dialect.nullable(Fragment.of("b")), Fragment.join("\n  UNION ALL\n  ", changes));
    }

    /** The answer that the statement's rows mean. */
    public static List<RollingCount> counts(RollingQuery query, List<Change> changes) {
        int buckets = query.buckets().size();
        long[][] by = new long[query.widths().size()][buckets];
        for (Change change : changes) {
            if (change.bucket < buckets) {
                by[change.width][change.bucket] += change.by;
            }
        }
        List<RollingCount> counts = new ArrayList<>();
        long[] current = new long[by.length];
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<Long> row = new ArrayList<>();
            for (int width = 0; width < by.length; width++) {
                current[width] += by[width][bucket];
                row.add(current[width]);
            }
            if (bucket >= query.lead()) {
                counts.add(new RollingCount(bucket, row));
            }
        }
        return counts;
    }
}
