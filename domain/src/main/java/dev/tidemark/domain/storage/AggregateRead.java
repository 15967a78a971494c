package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.AggregateQuery;
import java.time.Duration;

/**
 * A query with what to read for it and how long that may take.
 *
 * @param plan covers the query's range exactly once
 */
public record AggregateRead(AggregateQuery query, Plan plan, Duration timeout) {

    public AggregateRead {
        requireNonNull(query, "query is null");
        requireNonNull(plan, "plan is null");
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
        }
    }
}
