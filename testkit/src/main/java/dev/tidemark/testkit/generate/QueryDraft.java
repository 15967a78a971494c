package dev.tidemark.testkit.generate;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A question before it is known who asks and around which instant.
 *
 * @param order keys whose positions may exceed what there is; they count from the start again
 */
public record QueryDraft(
        RangeDraft range,
        List<Attribute> dimensions,
        List<Aggregate> aggregates,
        Filter filter,
        List<OrderDraft> order,
        int limit) {

    /**
     * Makes the question.
     *
     * @param sortable which aggregates may be ordered by
     */
    AggregateQuery query(TenantId tenant, Instant scene, Predicate<Aggregate> sortable) {
        Buckets buckets = range.buckets(scene);
        List<Ordering> keys = order.stream()
                .flatMap(key -> key.ordering(dimensions.size(), aggregates.size()).stream())
                .filter(key -> !(key instanceof Ordering.ByMeasure measure)
                        || sortable.test(aggregates.get(measure.position())))
                .toList();
        return new AggregateQuery(tenant, buckets, dimensions, aggregates, filter, keys, limit);
    }

    /** A key of the order. */
    record OrderDraft(Kind kind, int position, boolean descending) {

        enum Kind {
            BUCKET,
            DIMENSION,
            MEASURE
        }

        Optional<Ordering> ordering(int dimensions, int aggregates) {
            return switch (kind) {
                case BUCKET -> Optional.of(new Ordering.ByBucket(descending));
                case DIMENSION ->
                    dimensions == 0
                            ? Optional.empty()
                            : Optional.of(new Ordering.ByDimension(position % dimensions, descending));
                case MEASURE ->
                    aggregates == 0
                            ? Optional.empty()
                            : Optional.of(new Ordering.ByMeasure(position % aggregates, descending));
            };
        }
    }
}
