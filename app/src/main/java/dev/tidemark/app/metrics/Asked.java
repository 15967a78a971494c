package dev.tidemark.app.metrics;

import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import java.util.stream.Collectors;

/**
 * A question in words for administrators, without the values that it filters by.
 *
 * @param words such as {@code 2 measures by platform in 24 buckets from 2026-03-01T00:00:00Z to 2026-03-02T00:00:00Z, served by activity 1h}
 */
record Asked(TenantId tenant, String words) {

    static Asked of(AggregateRead read) {
        AggregateQuery query = read.query();
        String dimensions = query.dimensions().isEmpty()
                ? ""
                : " by " + query.dimensions().stream().map(Attribute::label).collect(Collectors.joining(", "));
        return new Asked(
                query.tenant(),
                query.aggregates().size() + " measures" + dimensions + " in "
                        + query.buckets().size() + " buckets"
                        + range(query.buckets().range()) + ", served by "
                        + String.join(", ", read.plan().servedBy()));
    }

    static Asked of(String kind, TenantId tenant, TimeRange range) {
        return new Asked(tenant, kind + range(range));
    }

    private static String range(TimeRange range) {
        return " from " + range.from() + " to " + range.to();
    }
}
