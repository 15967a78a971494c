package dev.tidemark.testkit.generate;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A history in which few actors do much in little time, and what is asked about it. */
public record BehaviorCase(Instant scene, List<EventDraft> history, RangeDraft range, Filter filter, Choices choices) {

    public BehaviorCase {
        history = List.copyOf(history);
    }

    /** What differs between questions of one kind. */
    record Choices(
            List<Filter> steps,
            FunnelQuery.Mode mode,
            FunnelWindow window,
            List<Attribute> attributes,
            List<SessionDimension> dimensions,
            CohortQuery.Membership membership,
            int number,
            int limit) {}

    /** Windows that events of the generated distances just fit into, or just do not. */
    enum FunnelWindow {
        INSTANT(1),
        MINUTES(30 * 60_000),
        ALMOST(30 * 60_000 - 1),
        DAY(86_400_000),
        MONTH(30L * 86_400_000);

        private final long milliseconds;

        FunnelWindow(long milliseconds) {
            this.milliseconds = milliseconds;
        }
    }

    /** The history's events, of the given tenants. */
    public List<Event> events(Tenants tenants) {
        return history.stream().map(draft -> draft.event(tenants, scene)).toList();
    }

    public RollingQuery rolling(TenantId tenant) {
        Buckets buckets = buckets();
        int lead = Math.min(choices.number, buckets.size() - 1);
        return new RollingQuery(
                tenant, buckets, lead, List.of(1, 1 + choices.number, 30), Attribute.of(Field.ACTOR_ID), filter);
    }

    public CohortQuery cohorts(TenantId tenant) {
        return new CohortQuery(
                tenant, buckets(), choices.steps.getFirst(), choices.steps.getLast(), choices.membership);
    }

    public FunnelQuery funnel(TenantId tenant) {
        return new FunnelQuery(
                tenant,
                buckets().range(),
                filter,
                choices.steps,
                choices.mode,
                Duration.ofMillis(choices.window.milliseconds),
                choices.attributes.stream().findFirst());
    }

    public SessionQuery sessions(TenantId tenant) {
        return new SessionQuery(tenant, buckets(), filter, choices.dimensions, choices.limit);
    }

    public PathQuery paths(TenantId tenant) {
        Attribute attribute = choices.attributes.stream()
                .findFirst()
                .filter(chosen -> !chosen.equals(Attribute.of(Field.STATUS_CODE)))
                .orElse(Attribute.of(Field.EVENT_TYPE));
        return new PathQuery(tenant, buckets().range(), filter, attribute, 1 + choices.number % 10, choices.limit);
    }

    public LatestQuery latest(TenantId tenant) {
        List<Attribute> values =
                choices.attributes.isEmpty() ? List.of(Attribute.of(Field.SCREEN_NAME)) : choices.attributes;
        return new LatestQuery(tenant, buckets().range(), filter, Attribute.of(Field.ACTOR_ID), values, choices.limit);
    }

    private Buckets buckets() {
        return range.buckets(scene);
    }
}
