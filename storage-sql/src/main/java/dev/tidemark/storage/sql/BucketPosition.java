package dev.tidemark.storage.sql;

import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The position of the bucket that a timestamp falls into. Buckets of equal width in a row make a run, within which the position is
 * a division; a tree of comparisons finds the run. So a year of hours is one division, and days around a clock change are three
 * runs.
 */
final class BucketPosition {

    private final Dialect dialect;
    private final Fragment timestamp;

    private BucketPosition(Dialect dialect, Fragment timestamp) {
        this.dialect = dialect;
        this.timestamp = timestamp;
    }

    /** @param timestamp within the range of the buckets */
    static Fragment of(Buckets buckets, Fragment timestamp, Dialect dialect) {
        List<Run> runs = runs(buckets);
        return new BucketPosition(dialect, timestamp).position(runs);
    }

    private Fragment position(List<Run> runs) {
        if (runs.size() == 1) {
            return position(runs.getFirst());
        }
        int middle = runs.size() / 2;
        return Fragment.of(
                "CASE WHEN {} < {} THEN {} ELSE {} END",
                timestamp,
                dialect.moment(runs.get(middle).from()),
                position(runs.subList(0, middle)),
                position(runs.subList(middle, runs.size())));
    }

    private Fragment position(Run run) {
        Fragment first = Fragment.of(Integer.toString(run.first));
        if (run.size == 1) {
            return first;
        }
        Fragment since = Fragment.of(
                "({} - {})",
                dialect.epochMillis(timestamp),
                Fragment.value(run.from().toEpochMilli()));
        Fragment steps = dialect.quotient(since, Fragment.value(run.width));
        return run.first == 0 ? steps : Fragment.of("{} + {}", first, steps);
    }

    private static List<Run> runs(Buckets buckets) {
        List<Run> runs = new ArrayList<>();
        int first = 0;
        while (first < buckets.size()) {
            long width = width(buckets.get(first));
            int next = first + 1;
            while (next < buckets.size()
                    && width(buckets.get(next - 1)) == width
                    && width(buckets.get(next)) <= width) {
                next++;
            }
            runs.add(new Run(first, next - first, buckets.get(first).range().from(), width));
            first = next;
        }
        return runs;
    }

    private static long width(Bucket bucket) {
        return bucket.range().length().toMillis();
    }

    /** Buckets in a row of this width in milliseconds; the last may be narrower. */
    private record Run(int first, int size, Instant from, long width) {}
}
