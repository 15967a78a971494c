package dev.tidemark.testkit.generate;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionDimension;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is asked about a history in which few actors do much in little time, before it is known about whose. */
record BehaviorDraft(RangeDraft range, Filter filter, Choices choices) {

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

    RollingQuery rolling(TenantId tenant, Instant scene) {
        Buckets buckets = buckets(scene);
        int lead = Math.min(choices.number, buckets.size() - 1);
        return new RollingQuery(
                tenant, buckets, lead, List.of(1, 1 + choices.number, 30), Attribute.of(Field.ACTOR_ID), filter);
    }

    CohortQuery cohorts(TenantId tenant, Instant scene) {
        return new CohortQuery(
                tenant, buckets(scene), choices.steps.getFirst(), choices.steps.getLast(), choices.membership);
    }

    FunnelQuery funnel(TenantId tenant, Instant scene) {
        return new FunnelQuery(
                tenant,
                buckets(scene).range(),
                filter,
                choices.steps,
                choices.mode,
                Duration.ofMillis(choices.window.milliseconds),
                choices.attributes.stream().findFirst());
    }

    SessionQuery sessions(TenantId tenant, Instant scene) {
        return new SessionQuery(tenant, buckets(scene), filter, choices.dimensions, choices.limit);
    }

    PathQuery paths(TenantId tenant, Instant scene) {
        Attribute attribute = choices.attributes.stream()
                .findFirst()
                .filter(chosen -> !chosen.equals(Attribute.of(Field.STATUS_CODE)))
                .orElse(Attribute.of(Field.EVENT_TYPE));
        return new PathQuery(tenant, buckets(scene).range(), filter, attribute, 1 + choices.number % 10, choices.limit);
    }

    LatestQuery latest(TenantId tenant, Instant scene) {
        List<Attribute> values =
                choices.attributes.isEmpty() ? List.of(Attribute.of(Field.SCREEN_NAME)) : choices.attributes;
        return new LatestQuery(
                tenant, buckets(scene).range(), filter, Attribute.of(Field.ACTOR_ID), values, choices.limit);
    }

    private Buckets buckets(Instant scene) {
        return range.buckets(scene);
    }
}
