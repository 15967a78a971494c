package dev.tidemark.storage.clickhouse;

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
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Asks the shard that has the tenant's events. */
record ShardedBehaviorReader(Function<TenantId, BehaviorReader> shards) implements BehaviorReader {

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        return of(query.pairs().tenant()).rolling(query, plan, timeout);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return of(query.tenant()).cohorts(query, timeout);
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        return of(query.tenant()).funnel(query, timeout);
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return of(query.tenant()).sessions(query, timeout);
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return of(query.tenant()).paths(query, timeout);
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return of(query.tenant()).latest(query, timeout);
    }

    private BehaviorReader of(TenantId tenant) {
        return shards.apply(tenant);
    }
}
