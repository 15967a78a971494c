package dev.tidemark.domain.storage;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of one group.
 *
 * @param bucket position of the bucket in the query's buckets
 * @param dimensions one value per dimension of the query, {@code String} or for whole numbers {@code Long}; null for absent
 * @param values one per aggregate of the query, of the class that {@link dev.tidemark.domain.query.Aggregate} states
 */
public record AggregateRow(int bucket, List<@Nullable Object> dimensions, List<@Nullable Object> values) {

    public AggregateRow {
        dimensions = Collections.unmodifiableList(dimensions);
        values = Collections.unmodifiableList(values);
    }
}
