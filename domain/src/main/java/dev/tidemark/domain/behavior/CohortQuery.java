package dev.tidemark.domain.behavior;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;

/**
 * Of the actors who did one thing in a bucket, how many did another in each later one.
 *
 * @param start what puts an actor into a cohort
 * @param returning what counts as coming back
 * @param membership which of an actor's buckets count
 */
public record CohortQuery(TenantId tenant, Buckets buckets, Filter start, Filter returning, Membership membership) {

    /** Which cohorts an actor is in. */
    public enum Membership {
        /** That of the bucket of the first start in the range. */
        FIRST,
        /** Those of every bucket with a start: of whoever was active on a day, how many were so on a later day. */
        EVERY
    }

    public CohortQuery {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(buckets, "buckets are null");
        requireNonNull(start, "start is null");
        requireNonNull(returning, "returning is null");
        requireNonNull(membership, "membership is null");
    }
}
