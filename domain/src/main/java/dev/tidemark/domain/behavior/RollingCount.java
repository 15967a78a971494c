package dev.tidemark.domain.behavior;

import java.util.List;

/**
 * The distinct values of the windows that end with one bucket.
 *
 * @param bucket its position among all buckets of the query
 * @param counts one per width
 */
public record RollingCount(int bucket, List<Long> counts) {

    public RollingCount {
        counts = List.copyOf(counts);
    }
}
