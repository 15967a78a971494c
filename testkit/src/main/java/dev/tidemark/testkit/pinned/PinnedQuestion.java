package dev.tidemark.testkit.pinned;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A question whose SQL every adapter has a reviewed file of.
 *
 * @param name of the file
 */
public record PinnedQuestion(String name, AggregateQuery query, Plan plan) {

    /** A local week that has a day of 23 hours. */
    public static final TimeRange WEEK_OF_CLOCK_CHANGE =
            new TimeRange(Instant.parse("2026-03-25T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z"));

    private static final TimeRange ALWAYS = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    private static final TenantId TENANT = new TenantId("acme");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** All of them. */
    public static List<PinnedQuestion> all() {
        return List.of(
                oneNumberOfRawEvents(),
                twoDimensionsWithFilterAndOrder(),
                distinctActorsOverRollupAndRaggedEnds(),
                revenueByLocalWeekFromHoursAndDays(),
                requestsByMinuteFromARollupWithAFilter());
    }

    private static PinnedQuestion oneNumberOfRawEvents() {
        return raw("one_number_of_raw_events", query(Granularity.NONE, List.of(), List.of(new Aggregate.Count())));
    }

    private static PinnedQuestion twoDimensionsWithFilterAndOrder() {
        Filter filter = new Filter.And(List.of(
                new Filter.In(Attribute.of(Field.COUNTRY), List.of(new Literal.Text("US"), new Literal.Text("DE"))),
                new Filter.Not(new Filter.Compare(
                        Attribute.of(Field.STATUS_CODE),
                        Comparison.GREATER_OR_EQUAL,
                        new Literal.Numeric(new BigDecimal("499.5")))),
                new Filter.Contains(Attribute.ofProperty("plan"), "pro")));
        return raw(
                "two_dimensions_with_filter_and_order",
                new AggregateQuery(
                        TENANT,
                        buckets(Granularity.DAY),
                        List.of(Attribute.of(Field.PLATFORM), Attribute.ofProperty("it's \"quoted\"")),
                        List.of(
                                new Aggregate.Sum(Attribute.of(Field.AMOUNT)),
                                new Aggregate.Bins(Attribute.of(Field.DURATION_MS)),
                                new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                        filter,
                        List.of(new Ordering.ByMeasure(0, true), new Ordering.ByDimension(1, false)),
                        100));
    }

    private static PinnedQuestion distinctActorsOverRollupAndRaggedEnds() {
        return planned(
                "distinct_actors_over_rollup_and_ragged_ends",
                query(
                        Granularity.NONE,
                        List.of(Attribute.of(Field.PLATFORM)),
                        List.of(new Aggregate.Count(), new Aggregate.Unique(Attribute.of(Field.ACTOR_ID)))));
    }

    private static PinnedQuestion revenueByLocalWeekFromHoursAndDays() {
        return planned(
                "revenue_by_local_week_from_hours_and_days",
                query(
                        Granularity.WEEK,
                        List.of(Attribute.of(Field.CURRENCY)),
                        List.of(new Aggregate.Sum(Attribute.of(Field.AMOUNT)), new Aggregate.Count())));
    }

    private static PinnedQuestion requestsByMinuteFromARollupWithAFilter() {
        Filter errors = new Filter.Compare(
                Attribute.of(Field.STATUS_CODE),
                Comparison.GREATER_OR_EQUAL,
                new Literal.Numeric(BigDecimal.valueOf(400)));
        TimeRange minutes = new TimeRange(Instant.parse("2026-03-25T10:00:00Z"), Instant.parse("2026-03-25T10:02:30Z"));
        return planned(
                "requests_by_minute_from_a_rollup_with_a_filter",
                new AggregateQuery(
                        TENANT,
                        Buckets.of(minutes, Granularity.MINUTE, BERLIN, DayOfWeek.MONDAY),
                        List.of(Attribute.of(Field.METHOD)),
                        List.of(
                                new Aggregate.Count(),
                                new Aggregate.Filtered(new Aggregate.Count(), errors),
                                new Aggregate.Filtered(new Aggregate.Unique(Attribute.of(Field.ENDPOINT)), errors),
                                new Aggregate.Bins(Attribute.of(Field.DURATION_MS))),
                        new Filter.And(List.of(
                                BuiltInRollups.REQUESTS.filter(), new Filter.Exists(Attribute.of(Field.APP_ID)))),
                        List.of(),
                        1000));
    }

    private static AggregateQuery query(
            Granularity granularity, List<Attribute> dimensions, List<Aggregate> aggregates) {
        return new AggregateQuery(TENANT, buckets(granularity), dimensions, aggregates, Filter.ALL, List.of(), 1000);
    }

    private static Buckets buckets(Granularity granularity) {
        return Buckets.of(WEEK_OF_CLOCK_CHANGE, granularity, BERLIN, DayOfWeek.MONDAY);
    }

    private static PinnedQuestion raw(String name, AggregateQuery query) {
        return new PinnedQuestion(name, query, Plan.raw(WEEK_OF_CLOCK_CHANGE));
    }

    private static PinnedQuestion planned(String name, AggregateQuery query) {
        List<RollupCoverage> complete = BuiltInRollups.all().stream()
                .map(definition -> new RollupCoverage(definition, List.of(ALWAYS)))
                .toList();
        return new PinnedQuestion(name, query, new Planner().plan(query, complete));
    }
}
