package dev.tidemark.storage.citus;

import dev.tidemark.domain.event.EventPosition;
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
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.AggregateStatement;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.StoredEventsStatement;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSqlDialect;
import dev.tidemark.storage.sql.postgresql.rollup.RealTimeRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Questions as this dialect has them equal the files in {@code src/test/resources/sql}; see {@link PinnedFile}. */
class PinnedSqlTest {

    private static final Dialect DIALECT = new PostgreSqlDialect(new RealTimeRows());
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final TimeRange WEEK_OF_CLOCK_CHANGE =
            new TimeRange(Instant.parse("2026-03-25T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z"));

    @Test
    void oneNumberOfRawEvents() throws IOException {
        AggregateQuery query = query(Granularity.NONE, List.of(), List.of(new Aggregate.Count()), Filter.ALL);
        assertPinned("one_number_of_raw_events", statement(query, Plan.raw(WEEK_OF_CLOCK_CHANGE)));
    }

    @Test
    void twoDimensionsWithFilterAndOrder() throws IOException {
        Filter filter = new Filter.And(List.of(
                new Filter.In(Attribute.of(Field.COUNTRY), List.of(new Literal.Text("US"), new Literal.Text("DE"))),
                new Filter.Not(new Filter.Compare(
                        Attribute.of(Field.STATUS_CODE),
                        Comparison.GREATER_OR_EQUAL,
                        new Literal.Numeric(new BigDecimal("499.5")))),
                new Filter.Contains(Attribute.ofProperty("plan"), "pro")));
        AggregateQuery query = new AggregateQuery(
                new TenantId("acme"),
                buckets(Granularity.DAY),
                List.of(Attribute.of(Field.PLATFORM), Attribute.ofProperty("it's \"quoted\"")),
                List.of(
                        new Aggregate.Sum(Attribute.of(Field.AMOUNT)),
                        new Aggregate.Bins(Attribute.of(Field.DURATION_MS)),
                        new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                filter,
                List.of(new Ordering.ByMeasure(0, true), new Ordering.ByDimension(1, false)),
                100);
        assertPinned("two_dimensions_with_filter_and_order", statement(query, Plan.raw(WEEK_OF_CLOCK_CHANGE)));
    }

    @Test
    void distinctActorsOverRollupAndRaggedEnds() throws IOException {
        AggregateQuery query = query(
                Granularity.NONE,
                List.of(Attribute.of(Field.PLATFORM)),
                List.of(new Aggregate.Count(), new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                Filter.ALL);
        assertPinned("distinct_actors_over_rollup_and_ragged_ends", statement(query, planned(query)));
    }

    @Test
    void revenueByLocalDayFromHoursAndDays() throws IOException {
        AggregateQuery query = query(
                Granularity.WEEK,
                List.of(Attribute.of(Field.CURRENCY)),
                List.of(new Aggregate.Sum(Attribute.of(Field.AMOUNT)), new Aggregate.Count()),
                Filter.ALL);
        assertPinned("revenue_by_local_week_from_hours_and_days", statement(query, planned(query)));
    }

    @Test
    void requestsByMinuteFromARollupWithAFilter() throws IOException {
        Filter requests = BuiltInRollups.REQUESTS.filter();
        Filter errors = new Filter.Compare(
                Attribute.of(Field.STATUS_CODE),
                Comparison.GREATER_OR_EQUAL,
                new Literal.Numeric(BigDecimal.valueOf(400)));
        AggregateQuery query = new AggregateQuery(
                new TenantId("acme"),
                Buckets.of(
                        new TimeRange(Instant.parse("2026-03-25T10:00:00Z"), Instant.parse("2026-03-25T10:02:30Z")),
                        Granularity.MINUTE,
                        BERLIN,
                        DayOfWeek.MONDAY),
                List.of(Attribute.of(Field.METHOD)),
                List.of(
                        new Aggregate.Count(),
                        new Aggregate.Filtered(new Aggregate.Count(), errors),
                        new Aggregate.Filtered(new Aggregate.Unique(Attribute.of(Field.ENDPOINT)), errors),
                        new Aggregate.Bins(Attribute.of(Field.DURATION_MS))),
                new Filter.And(List.of(requests, new Filter.Exists(Attribute.of(Field.APP_ID)))),
                List.of(),
                1000);
        assertPinned("requests_by_minute_from_a_rollup_with_a_filter", statement(query, planned(query)));
    }

    @Test
    void pagesOfStoredEvents() throws IOException {
        StoredEventsStatement statement = new StoredEventsStatement(EventsTable.NAME, DIALECT);
        EventsRead read = new EventsRead(
                new TenantId("acme"),
                Optional.of(new EventPosition(WEEK_OF_CLOCK_CHANGE.from(), new UUID(1, 2))),
                Optional.empty(),
                1000,
                Duration.ofSeconds(30));
        assertPinned("end_of_page_of_stored_events", statement.pageEnd(read, WEEK_OF_CLOCK_CHANGE));
        assertPinned("page_of_stored_events", statement.page(read, WEEK_OF_CLOCK_CHANGE));
    }

    private static AggregateQuery query(
            Granularity granularity, List<Attribute> dimensions, List<Aggregate> aggregates, Filter filter) {
        return new AggregateQuery(
                new TenantId("acme"), buckets(granularity), dimensions, aggregates, filter, List.of(), 1000);
    }

    private static Buckets buckets(Granularity granularity) {
        return Buckets.of(WEEK_OF_CLOCK_CHANGE, granularity, BERLIN, DayOfWeek.MONDAY);
    }

    private static Plan planned(AggregateQuery query) {
        TimeRange always = new TimeRange(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
        return new Planner()
                .plan(
                        query,
                        BuiltInRollups.all().stream()
                                .map(definition -> coverage(definition, always))
                                .toList());
    }

    private static RollupCoverage coverage(RollupDefinition definition, TimeRange range) {
        return new RollupCoverage(definition, List.of(range));
    }

    private static Fragment statement(AggregateQuery query, Plan plan) {
        return AggregateStatement.of(query, plan, EventsTable.NAME, DIALECT);
    }

    private static void assertPinned(String name, Fragment fragment) throws IOException {
        String values =
                fragment.values().stream().map(value -> "-- ? " + value + "\n").collect(Collectors.joining());
        PinnedFile.of("sql/" + name + ".sql").assertHas(fragment.text() + "\n" + values);
    }
}
