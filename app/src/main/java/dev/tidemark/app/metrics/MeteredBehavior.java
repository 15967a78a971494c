package dev.tidemark.app.metrics;

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

/** Counts and times questions about behavior as reads of the store. */
record MeteredBehavior(BehaviorReader delegate, MeteredStorage meter) implements BehaviorReader {

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        return meter.timedRead(
                Asked.of("rolling", query.pairs().tenant(), query.buckets().range()),
                () -> delegate.rolling(query, plan, timeout));
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return meter.timedRead(
                Asked.of("cohorts", query.tenant(), query.buckets().range()), () -> delegate.cohorts(query, timeout));
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        return meter.timedRead(
                Asked.of("funnel", query.tenant(), query.range()), () -> delegate.funnel(query, timeout));
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return meter.timedRead(
                Asked.of("sessions", query.tenant(), query.buckets().range()), () -> delegate.sessions(query, timeout));
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return meter.timedRead(Asked.of("paths", query.tenant(), query.range()), () -> delegate.paths(query, timeout));
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return meter.timedRead(
                Asked.of("latest", query.tenant(), query.range()), () -> delegate.latest(query, timeout));
    }
}
