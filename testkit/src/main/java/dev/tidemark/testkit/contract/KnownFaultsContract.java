package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.behavior.CohortCount;
import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.RollingCount;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.generate.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Example;

/**
 * Faults that other analytics servers are known for, each as a small history with numbers worked out by hand. A store shows them wrong if it adds up uniques,
 * does arithmetic of zones, or counts days as lengths of 24 hours.
 */
public interface KnownFaultsContract extends StoreUnderTest {

    ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
    ZoneId UTC = ZoneId.of("UTC");

    /** Ann comes on three days, Bob on one: two actors, not four; and of each day's hours no more than of the day. */
    @Example
    default void uniquesOfAPeriodAreNotTheSumOfItsDays() {
        TenantId tenant = stored(
                UTC,
                "ann 2026-03-02T10:00",
                "ann 2026-03-03T10:00",
                "ann 2026-03-03T23:00",
                "ann 2026-03-04T10:00",
                "bob 2026-03-04T11:00");
        assertThat(actors(tenant, UTC, "2026-03-02T00:00", "2026-03-05T00:00", Granularity.DAY))
                .containsExactly(1L, 1L, 2L);
        assertThat(actors(tenant, UTC, "2026-03-02T00:00", "2026-03-05T00:00", Granularity.NONE))
                .containsExactly(2L);
        assertThat(actors(tenant, UTC, "2026-03-01T00:00", "2026-03-31T00:00", Granularity.MONTH))
                .containsExactly(2L);
        assertThat(actors(tenant, UTC, "2026-03-03T10:00", "2026-03-04T00:00", Granularity.HOUR))
                .containsExactly(1L, 1L);
    }

    /** On 29 March 2026 a day of Berlin has 23 hours: from the 28th to the 30th are two days, though 47 hours. */
    @Example
    default void cohortsCountDaysOfTheCalendar() {
        TenantId tenant = stored(
                BERLIN, "ann 2026-03-28T00:10", "ann 2026-03-30T00:05", "bob 2026-03-28T12:00", "bob 2026-03-29T23:59");
        Buckets days = buckets(BERLIN, "2026-03-28T00:00", "2026-04-01T00:00", Granularity.DAY);
        CohortQuery query = new CohortQuery(tenant, days, Filter.ALL, Filter.ALL, CohortQuery.Membership.FIRST);
        assertThat(storage().behaviorReader().cohorts(query, Play.PATIENCE))
                .containsExactly(new CohortCount(0, 0, 2), new CohortCount(0, 1, 1), new CohortCount(0, 2, 1));
    }

    /** Somebody who was there before midnight and after it came back on the next day, not the one after. */
    @Example
    default void whoReturnsOnTheNextDayReturnsOnDayOne() {
        TenantId tenant = stored(TEHRAN, "ann 2026-05-10T23:59", "ann 2026-05-11T00:01");
        Buckets days = buckets(TEHRAN, "2026-05-10T00:00", "2026-05-13T00:00", Granularity.DAY);
        CohortQuery query = new CohortQuery(tenant, days, Filter.ALL, Filter.ALL, CohortQuery.Membership.EVERY);
        assertThat(storage().behaviorReader().cohorts(query, Play.PATIENCE))
                .containsExactly(new CohortCount(0, 0, 1), new CohortCount(0, 1, 1), new CohortCount(1, 1, 1));
    }

    /** Midnight in Tehran is 20:30 in UTC. */
    @Example
    default void daysOfHalfHourZonesBeginAtTheirMidnight() {
        TenantId tenant =
                stored(UTC, "ann 2026-05-10T20:29:59.999", "bob 2026-05-10T20:30", "eve 2026-05-11T20:29:59.999");
        assertThat(actors(tenant, TEHRAN, "2026-05-10T00:00", "2026-05-13T00:00", Granularity.DAY))
                .containsExactly(1L, 2L);
    }

    /** On 26 October 2025 the hour after two comes twice in Berlin: one day of 25 hours, two hours of that name. */
    @Example
    default void aDayOf25HoursIsOneDay() {
        TenantId tenant = stored(UTC, "ann 2025-10-26T00:30", "bob 2025-10-26T01:30", "eve 2025-10-26T22:59");
        assertThat(actors(tenant, BERLIN, "2025-10-25T00:00", "2025-10-28T00:00", Granularity.DAY))
                .containsExactly(3L);
        assertThat(actors(tenant, BERLIN, "2025-10-26T00:00", "2025-10-27T00:00", Granularity.HOUR))
                .containsExactly(1L, 1L, 1L);
    }

    /** The week of Monday 29 December 2025 holds New Year; with weeks from Sunday it begins a day earlier. */
    @Example
    default void aWeekGoesOnAcrossNewYear() {
        TenantId tenant = stored(UTC, "ann 2025-12-31T12:00", "ann 2026-01-02T12:00", "bob 2026-01-04T12:00");
        assertThat(actors(tenant, UTC, "2025-12-29T00:00", "2026-01-12T00:00", Granularity.WEEK))
                .containsExactly(2L);
        Buckets fromSunday =
                Buckets.of(range(UTC, "2025-12-28T00:00", "2026-01-11T00:00"), Granularity.WEEK, UTC, DayOfWeek.SUNDAY);
        assertThat(actors(tenant, fromSunday)).containsExactly(1L, 1L);
    }

    /** Monthly active actors are those of thirty local days, in every zone. */
    @Example
    default void rollingWindowsAreOfLocalDays() {
        TenantId tenant = stored(TEHRAN, "ann 2026-05-01T00:00", "bob 2026-05-30T23:59", "ann 2026-05-31T00:00");
        Buckets days = buckets(TEHRAN, "2026-05-01T00:00", "2026-07-01T00:00", Granularity.DAY);
        RollingQuery query =
                new RollingQuery(tenant, days, 28, List.of(1, 7, 30), Attribute.of(Field.ACTOR_ID), Filter.ALL);
        List<RollingCount> counts = storage()
                .behaviorReader()
                .rolling(query, new Planner().plan(query.pairs(), storage().rollups()), Play.PATIENCE);
        assertThat(counts.subList(0, 3))
                .containsExactly(
                        new RollingCount(28, List.of(0L, 0L, 1L)),
                        new RollingCount(29, List.of(1L, 1L, 2L)),
                        new RollingCount(30, List.of(1L, 2L, 2L)));
        assertThat(counts.get(31))
                .as("the 29th of June: Ann was last there 29 days ago, Bob 30")
                .isEqualTo(new RollingCount(59, List.of(0L, 0L, 1L)));
    }

    /** An event of a client whose clock runs ahead is in the future, and in no range before it. */
    @Example
    default void anEventOfTheFutureIsNotCountedToday() {
        TenantId tenant = stored(UTC, "ann 2026-03-02T10:00", "bob 2026-03-03T09:00");
        assertThat(actors(tenant, UTC, "2026-03-02T00:00", "2026-03-03T00:00", Granularity.NONE))
                .containsExactly(1L);
        assertThat(actors(tenant, UTC, "2026-03-02T00:00", "2026-03-03T09:00", Granularity.NONE))
                .containsExactly(1L);
        assertThat(actors(tenant, UTC, "2026-03-02T00:00", "2026-03-04T00:00", Granularity.DAY))
                .containsExactly(1L, 1L);
    }

    /** Others end at ten steps, or take minutes for twelve. */
    @Example
    default void aFunnelMayHaveManySteps() {
        int steps = 24;
        TenantId tenant = stored(
                UTC,
                IntStream.range(0, steps)
                        .mapToObj("ann 2026-03-02T10:%02d"::formatted)
                        .toArray(String[]::new));
        List<Filter> filters = IntStream.range(0, steps)
                .mapToObj(minute -> type("at-2026-03-02T10:%02d".formatted(minute)))
                .toList();
        FunnelQuery query = new FunnelQuery(
                tenant,
                range(UTC, "2026-03-02T00:00", "2026-03-03T00:00"),
                Filter.ALL,
                filters,
                FunnelQuery.Mode.ORDERED,
                Duration.ofMinutes(23),
                Optional.empty());
        var group = storage().behaviorReader().funnel(query, Play.PATIENCE).getFirst();
        assertThat(group.reached()).hasSize(steps).containsOnly(1L);
        assertThat(group.converted()).isEqualTo(Duration.ofMinutes(23).toMillis());
    }

    /** Ann does the first step, the third, the second: strictly one step, in order two, in any order all. */
    @Example
    default void theModesOfAFunnelDiffer() {
        String[] visits = {"ann 2026-03-02T10:00", "ann 2026-03-02T10:10", "ann 2026-03-02T10:20"};
        TenantId tenant = stored(UTC, visits);
        List<Filter> steps =
                List.of(type("at-2026-03-02T10:00"), type("at-2026-03-02T10:20"), type("at-2026-03-02T10:10"));
        assertThat(reached(tenant, steps, FunnelQuery.Mode.STRICT, 20)).containsExactly(1L, 0L, 0L);
        assertThat(reached(tenant, steps, FunnelQuery.Mode.ORDERED, 20)).containsExactly(1L, 1L, 0L);
        assertThat(reached(tenant, steps, FunnelQuery.Mode.ORDERED, 19)).containsExactly(1L, 0L, 0L);
        assertThat(reached(tenant, steps, FunnelQuery.Mode.ANY, 20)).containsExactly(1L, 1L, 1L);
        assertThat(reached(tenant, steps, FunnelQuery.Mode.ANY, 19)).containsExactly(1L, 1L, 0L);
    }

    private List<Long> reached(TenantId tenant, List<Filter> steps, FunnelQuery.Mode mode, int minutes) {
        FunnelQuery query = new FunnelQuery(
                tenant,
                range(UTC, "2026-03-02T00:00", "2026-03-03T00:00"),
                Filter.ALL,
                steps,
                mode,
                Duration.ofMinutes(minutes),
                Optional.empty());
        return storage()
                .behaviorReader()
                .funnel(query, Play.PATIENCE)
                .getFirst()
                .reached();
    }

    private TenantId stored(ZoneId zone, String... visits) {
        TenantId tenant = Tenants.fresh().get(0);
        List<Event> events = new ArrayList<>();
        for (String visit : visits) {
            String[] parts = visit.split(" ", 2);
            events.add(Event.builder(tenant)
                    .set(Field.EVENT_ID, UUID.nameUUIDFromBytes(visit.getBytes(StandardCharsets.UTF_8)))
                    .set(Field.EVENT_TYPE, "at-" + parts[1])
                    .set(Field.USER_ID, parts[0])
                    .set(Field.TIMESTAMP, instant(zone, parts[1]))
                    .set(Field.RECEIVED_AT, instant(zone, parts[1]))
                    .build());
        }
        storage().eventWriter().append(new EventBatch(events));
        return tenant;
    }

    private List<Long> actors(TenantId tenant, ZoneId zone, String from, String to, Granularity granularity) {
        return actors(tenant, buckets(zone, from, to, granularity));
    }

    /** Of the buckets that have any, by the planner's plan; a raw one gives the same. */
    private List<Long> actors(TenantId tenant, Buckets buckets) {
        AggregateQuery query = new AggregateQuery(
                tenant,
                buckets,
                List.of(),
                List.of(new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                Filter.ALL,
                List.of(),
                Integer.MAX_VALUE);
        return storage()
                .aggregateReader()
                .read(new AggregateRead(
                        query, new Planner().plan(query, storage().rollups()), Play.PATIENCE))
                .rows()
                .stream()
                .map(row -> (Long) row.values().getFirst())
                .toList();
    }

    private static Buckets buckets(ZoneId zone, String from, String to, Granularity granularity) {
        return Buckets.of(range(zone, from, to), granularity, zone, DayOfWeek.MONDAY);
    }

    private static TimeRange range(ZoneId zone, String from, String to) {
        return new TimeRange(instant(zone, from), instant(zone, to));
    }

    private static Instant instant(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static Filter type(String type) {
        return new Filter.Compare(Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text(type));
    }
}
