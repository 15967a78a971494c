package dev.tidemark.storage.sql;

import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.plan.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolling counts as one statement over a plan. Its rows are stretches: the position of a bucket, that of the bucket in which its values are there again, or
 * the one that follows the widest window if they are not there before, and how many values these are. {@link #counts} makes the answer of them.
 *
 * <p>A value that is there in a bucket is in the windows that end with it and the next ones, as many as the window is wide, or until it is there again. So
 * each stretch adds its values where it begins and takes them away where it ends: no value is counted twice, and none is compared with others. Stretches
 * are few, however many the values; and the events are looked at once, also by databases that evaluate a part of a statement wherever it is mentioned.
 */
public final class RollingStatement {

    private RollingStatement() {}

    /** A row of the statement. */
    public record Stretch(int bucket, int end, long values) {}

    /** @throws IllegalArgumentException if the filter is nested too deep */
    public static Fragment of(RollingQuery query, Plan plan, String events, Dialect dialect) {
        SegmentRows rows = new SegmentRows(query.pairs(), events, dialect);
        Fragment pairs = Fragment.join(
                "\n  UNION ALL\n  ", plan.segments().stream().map(rows::partial).toList());
        long widest = Math.min(query.widths().getLast(), query.buckets().size());
        Fragment windowsEnd = Fragment.of("b + {}", Fragment.value(widest));
        return Fragment.of("""
                WITH pairs AS (
                  SELECT DISTINCT bucket_no AS b, d1 FROM (
                  {}
                  ) AS p WHERE d1 IS NOT NULL
                ),
                found AS (
                  SELECT b, lead({}) OVER (PARTITION BY d1 ORDER BY b) AS upcoming FROM pairs
                ),
                stretches AS (
                  SELECT b AS bucket_no, CASE WHEN upcoming < {} THEN upcoming ELSE {} END AS end_no FROM found
                )
                SELECT bucket_no, end_no, count(*) AS subjects FROM stretches GROUP BY bucket_no, end_no""", pairs, dialect.nullable(Fragment.of("b")), windowsEnd, windowsEnd);
    }

    /** The answer that the statement's rows mean. */
    public static List<RollingCount> counts(RollingQuery query, List<Stretch> stretches) {
        List<long[]> counted = query.widths().stream()
                .map(width -> counts(width, query.buckets().size(), stretches))
                .toList();
        List<RollingCount> counts = new ArrayList<>();
        for (int bucket = query.lead(); bucket < query.buckets().size(); bucket++) {
            int position = bucket;
            counts.add(new RollingCount(
                    bucket, counted.stream().map(ofWidth -> ofWidth[position]).toList()));
        }
        return counts;
    }

    private static long[] counts(int width, int buckets, List<Stretch> stretches) {
        long[] counts = new long[buckets];
        for (Stretch stretch : stretches) {
            counts[stretch.bucket] += stretch.values;
            long end = Math.min(stretch.end, (long) stretch.bucket + width);
            if (end < buckets) {
                counts[(int) end] -= stretch.values;
            }
        }
        for (int bucket = 1; bucket < buckets; bucket++) {
            counts[bucket] += counts[bucket - 1];
        }
        return counts;
    }
}
