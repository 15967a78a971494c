package dev.tidemark.testkit.generate;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/** A history in which few actors do much in little time, and questions of each kind about it. */
public record BehaviorCase(Instant scene, List<EventDraft> history, List<BehaviorDraft> questions) {

    public BehaviorCase {
        history = List.copyOf(history);
        questions = List.copyOf(questions);
    }

    /** The history's events, of the given tenants. */
    public List<Event> events(Tenants tenants) {
        return history.stream().map(draft -> draft.event(tenants, scene)).toList();
    }

    public List<RollingQuery> rolling(TenantId tenant) {
        return questions.stream()
                .map(question -> question.rolling(tenant, scene))
                .toList();
    }

    public List<CohortQuery> cohorts(TenantId tenant) {
        return questions.stream()
                .map(question -> question.cohorts(tenant, scene))
                .toList();
    }

    public List<FunnelQuery> funnels(TenantId tenant) {
        return questions.stream()
                .map(question -> question.funnel(tenant, scene))
                .toList();
    }

    public List<SessionQuery> sessions(TenantId tenant) {
        return questions.stream()
                .map(question -> question.sessions(tenant, scene))
                .toList();
    }

    public List<PathQuery> paths(TenantId tenant) {
        return questions.stream().map(question -> question.paths(tenant, scene)).toList();
    }

    public List<LatestQuery> latest(TenantId tenant) {
        return questions.stream()
                .map(question -> question.latest(tenant, scene))
                .toList();
    }
}
