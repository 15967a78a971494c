package dev.tidemark.testkit.contract;

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
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.storage.BehaviorReader;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.util.List;

/** The reference's answers about behavior, with one mistake. */
record FlawedBehavior(List<Event> events, Flaw flaw) implements BehaviorReader {

    private BehaviorReader right() {
        ReferenceStorage storage = new ReferenceStorage();
        List<Event> seen = flaw.seenOfBehavior(events);
        if (!seen.isEmpty()) {
            storage.append(new EventBatch(seen));
        }
        return storage.behaviorReader();
    }

    @Override
    public List<RollingCount> rolling(RollingQuery query, Plan plan, Duration timeout) {
        return right().rolling(flaw.asked(query), plan, timeout);
    }

    @Override
    public List<CohortCount> cohorts(CohortQuery query, Duration timeout) {
        return right().cohorts(flaw.asked(query), timeout);
    }

    @Override
    public List<FunnelGroup> funnel(FunnelQuery query, Duration timeout) {
        return right().funnel(flaw.asked(query), timeout);
    }

    @Override
    public List<SessionRow> sessions(SessionQuery query, Duration timeout) {
        return right().sessions(flaw.asked(query), timeout);
    }

    @Override
    public List<PathCount> paths(PathQuery query, Duration timeout) {
        return right().paths(flaw.asked(query), timeout);
    }

    @Override
    public List<LatestCount> latest(LatestQuery query, Duration timeout) {
        return right().latest(flaw.asked(query), timeout);
    }
}
