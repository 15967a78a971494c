package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A question for numbers over groups of events: one row per bucket and combination of dimension values that has events.
 *
 * <p>Without dimensions and with a single bucket there is always exactly one row, also when no event matches.
 *
 * @param filter which events count, besides tenant and range
 * @param order keys before the total order's own, see {@link Ordering}; none by a histogram, which is no number
 * @param limit the greatest number of rows
 */
public record AggregateQuery(
        TenantId tenant,
        Buckets buckets,
        List<Attribute> dimensions,
        List<Aggregate> aggregates,
        Filter filter,
        List<Ordering> order,
        int limit) {

    /** The greatest number of dimensions of a query. */
    public static final int MAX_DIMENSIONS = 8;

    public AggregateQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(buckets, "buckets are null");
        requireNonNull(filter, "filter is null");
        dimensions = List.copyOf(dimensions);
        aggregates = List.copyOf(aggregates);
        order = List.copyOf(order);
        requireDimensions(dimensions);
        for (Ordering key : order) {
            requireInRange(key, dimensions.size(), aggregates.size());
            requireSortable(key, aggregates);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected at least 1");
        }
    }

    private static void requireDimensions(List<Attribute> dimensions) {
        if (dimensions.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(dimensions.size() + " dimensions, expected at most " + MAX_DIMENSIONS);
        }
        Set<Attribute> seen = new HashSet<>();
        for (Attribute dimension : dimensions) {
            if (!dimension.is(FieldRole.DIMENSION)) {
                throw new IllegalArgumentException(dimension.label() + " cannot be grouped by");
            }
            if (!seen.add(dimension)) {
                throw new IllegalArgumentException(
                        "dimension " + dimension.label() + " is asked for twice, expected once");
            }
        }
    }

    private static void requireSortable(Ordering key, List<Aggregate> aggregates) {
        if (key instanceof Ordering.ByMeasure(int position, boolean descending)
                && aggregates.get(position).unfiltered() instanceof Aggregate.Bins(Attribute attribute)) {
            throw new IllegalArgumentException("rows are to be sorted by the histogram of " + attribute.label()
                    + ", expected a number to sort by");
        }
    }

    private static void requireInRange(Ordering key, int dimensions, int aggregates) {
        boolean inRange =
                switch (key) {
                    case Ordering.ByBucket bucket -> true;
                    case Ordering.ByDimension dimension ->
                        dimension.position() >= 0 && dimension.position() < dimensions;
                    case Ordering.ByMeasure measure -> measure.position() >= 0 && measure.position() < aggregates;
                };
        if (!inRange) {
            throw new IllegalArgumentException("order " + key + " names a column that the query does not have");
        }
    }
}
