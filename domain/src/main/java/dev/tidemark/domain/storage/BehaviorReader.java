package dev.tidemark.domain.storage;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelGroup;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestCount;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathCount;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.behavior.SessionRow;
import dev.tidemark.domain.plan.Plan;
import java.time.Duration;
import java.util.List;

/**
 * Answers questions about what actors do one thing after another. The queries say what is meant; each answer is whole and in a total order.
 *
 * <p>Every method throws {@link StorageException} of category OVERLOADED if the read exceeds the time given or the store's memory or its thread was interrupted, which ends it soon; INVALID_QUERY if the
 * store cannot answer such a question.
 */
public interface BehaviorReader {

    /**
     * Every bucket after the leading ones, in order.
     *
     * @param plan of {@link RollingQuery#pairs}, covering the range of the buckets exactly once
     */
    List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout);

    /** Ordered by cohort, then bucket. */
    List<CohortCount> cohorts(CohortQuery query, Duration timeout);

    /** Ordered by value ascending, absent last. Without a breakdown there is exactly one group, also without events. */
    List<FunnelGroup> funnel(FunnelQuery query, Duration timeout);

    /** Ordered by bucket, then every dimension ascending, absent last; up to the limit. */
    List<SessionRow> sessions(SessionQuery query, Duration timeout);

    /** Ordered as {@link PathCount} says; up to the limit. */
    List<PathCount> paths(PathQuery query, Duration timeout);

    /** Ordered as {@link LatestCount} says; up to the limit. */
    List<LatestCount> latest(LatestQuery query, Duration timeout);
}
