package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Segment;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiredTest {

    private static final TimeRange MARCH =
            new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"));
    private static final Optional<Instant> MIDDLE = Optional.of(Instant.parse("2026-03-15T00:00:00Z"));

    @Test
    void eventsFromBeforeMayBeGone() {
        assertThat(Expired.in(Plan.raw(MARCH), MIDDLE)).isEqualTo(MIDDLE);
        assertThat(Expired.in(MARCH, MIDDLE)).isEqualTo(MIDDLE);
    }

    @Test
    void rollupsGoOnCountingThem() {
        Plan plan = new Plan(
                List.of(new Segment(new Source.Rollup(BuiltInRollups.REVENUE, Granularity.DAY), List.of(MARCH))));
        assertThat(Expired.in(plan, MIDDLE)).isEmpty();
    }

    @Test
    void sessionsMayHaveBegunOnADayOfWhichEventsAreGone() {
        Period march = Period.of(MARCH, Granularity.NONE, ZoneOffset.UTC, DayOfWeek.MONDAY);
        SessionQuery sessions = new SessionQuery(new TenantId("acme"), march.buckets(), Filter.ALL, List.of(), 10);
        TimeRange lookedAt =
                new BehaviorQuestion.Sessions(sessions, 10, march, QueryLimits.DEFAULT.timeout()).lookedAt();
        assertThat(Expired.in(lookedAt, Optional.of(MARCH.from()))).contains(MARCH.from());
        assertThat(Expired.in(lookedAt, Optional.of(MARCH.from().minus(SessionQuery.HORIZON))))
                .isEmpty();
    }

    @Test
    void nothingIsGoneOfATimeAfterOrWhereNothingIsDeleted() {
        assertThat(Expired.in(MARCH, Optional.of(MARCH.from()))).isEmpty();
        assertThat(Expired.in(Plan.raw(MARCH), Optional.empty())).isEmpty();
    }
}
