package dev.tidemark.storage.timescale;

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
import java.time.Duration;
import java.util.List;

/** Questions about behavior, of which one is answered by rollups: by a plan of which nothing stored is missing. */
record FreshBehavior(BehaviorReader reader, FreshPlans plans) implements BehaviorReader {

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        return plans.reading(query.pairs(), plan, timeout, (fresh, left) -> reader.rolling(query, fresh, left));
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return reader.cohorts(query, timeout);
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        return reader.funnel(query, timeout);
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return reader.sessions(query, timeout);
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return reader.paths(query, timeout);
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return reader.latest(query, timeout);
    }
}
