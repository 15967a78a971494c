package dev.tidemark.domain.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every plan, whatever the zone, the range, the granularity and the coverage of the rollups. */
class PlannerPropertiesTest {

    private static final Instant BEGIN = Instant.parse("2026-03-20T00:00:00Z");
    private static final Duration SCENE = Duration.ofDays(20);

    private final Planner planner = new Planner();

    @Property(tries = 2_000)
    void segmentsCoverTheRangeExactlyOnce(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        List<TimeRange> parts = planner.plan(query, rollups).segments().stream()
                .flatMap(segment -> segment.ranges().stream())
                .sorted(Comparator.comparing(TimeRange::from))
                .toList();

        assertThat(parts.getFirst().from()).isEqualTo(query.buckets().range().from());
        assertThat(parts.getLast().to()).isEqualTo(query.buckets().range().to());
        for (int i = 1; i < parts.size(); i++) {
            assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to());
        }
    }

    @Property(tries = 2_000)
    void rollupsAreReadByWholeUnits(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        fromRollups(planner.plan(query, rollups)).forEach(part -> {
            long unit = part.source().granularity().nominalLength().toMillis();
            assertThat(part.range().from().toEpochMilli() % unit).isZero();
            assertThat(part.range().to().toEpochMilli() % unit).isZero();
        });
    }

    /** A unit of a rollup is one row of all its events: if a bucket ended within, its events could not be told apart. */
    @Property(tries = 2_000)
    void noUnitLiesInTwoBuckets(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        fromRollups(planner.plan(query, rollups)).forEach(part -> {
            long unit = part.source().granularity().nominalLength().toMillis();
            query.buckets().list().stream()
                    .map(Bucket::range)
                    .map(TimeRange::from)
                    .filter(part.range()::contains)
                    .forEach(boundary -> assertThat(boundary.toEpochMilli() % unit)
                            .as("%s within %s", boundary, part)
                            .isZero());
        });
    }

    @Property(tries = 2_000)
    void onlyWhatARollupHasCompletelyIsReadFromIt(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        fromRollups(planner.plan(query, rollups)).forEach(part -> {
            RollupCoverage rollup = rollups.stream()
                    .filter(candidate ->
                            candidate.definition().equals(part.source().definition()))
                    .findFirst()
                    .orElseThrow();
            Instant covered = part.range().from();
            for (TimeRange complete : rollup.complete()) {
                if (complete.contains(covered)) {
                    covered = complete.to();
                }
            }
            assertThat(covered).isAfterOrEqualTo(part.range().to());
        });
    }

    @Property(tries = 1_000)
    void aPlanReadsOneRollupAtMost(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        assertThat(fromRollups(planner.plan(query, rollups))
                        .map(part -> part.source().definition())
                        .distinct()
                        .count())
                .isLessThanOrEqualTo(1);
    }

    @Property(tries = 1_000)
    void theRollupReadHoldsAllThatIsAsked(
            @ForAll("queries") AggregateQuery query, @ForAll("coverages") List<RollupCoverage> rollups) {
        fromRollups(planner.plan(query, rollups)).forEach(part -> {
            RollupDefinition rollup = part.source().definition();
            assertThat(rollup.dimensions()).containsAll(query.dimensions());
            assertThat(rollup.dimensions())
                    .containsAll(rollup.remainder(query.filter()).attributes().toList());
            assertThat(rollup.holdsEveryEvent(query.filter())).isTrue();
            for (Aggregate aggregate : query.aggregates()) {
                if (aggregate instanceof Aggregate.Unique unique) {
                    assertThat(rollup.dimensions()).contains(unique.attribute());
                } else {
                    assertThat(rollup.aggregates()).contains(aggregate);
                }
            }
        });
    }

    @Property(tries = 200)
    void withoutRollupsEverythingIsRaw(@ForAll("queries") AggregateQuery query) {
        assertThat(planner.plan(query, List.of()))
                .isEqualTo(Plan.raw(query.buckets().range()));
    }

    private record Part(Source.Rollup source, TimeRange range) {}

    private static Stream<Part> fromRollups(Plan plan) {
        return plan.segments().stream()
                .filter(segment -> segment.source() instanceof Source.Rollup)
                .flatMap(segment ->
                        segment.ranges().stream().map(range -> new Part((Source.Rollup) segment.source(), range)));
    }

    @Provide
    Arbitrary<AggregateQuery> queries() {
        Arbitrary<Buckets> buckets = Combinators.combine(
                        ranges(),
                        Arbitraries.of(Granularity.values()),
                        Arbitraries.of(
                                "UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York"),
                        Arbitraries.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY))
                .as((range, granularity, zone, first) -> Buckets.of(range, granularity, ZoneId.of(zone), first));
        Arbitrary<List<Attribute>> dimensions = Arbitraries.of(
                        Field.PLATFORM, Field.COUNTRY, Field.EVENT_TYPE, Field.CURRENCY, Field.SCREEN_NAME, Field.CITY)
                .map(Attribute::of)
                .list()
                .uniqueElements()
                .ofMaxSize(2);
        Arbitrary<List<Aggregate>> aggregates = Arbitraries.<Aggregate>of(
                        new Aggregate.Count(),
                        new Aggregate.Sum(Attribute.of(Field.AMOUNT)),
                        new Aggregate.Sum(Attribute.of(Field.DURATION_MS)),
                        new Aggregate.Bins(Attribute.of(Field.DURATION_MS)),
                        new Aggregate.Unique(Attribute.of(Field.ACTOR_ID)))
                .list()
                .ofMaxSize(2);
        Arbitrary<Filter> filters = Arbitraries.of(
                Filter.ALL,
                new Filter.Exists(Attribute.of(Field.APP_ID)),
                new Filter.Not(new Filter.Exists(Attribute.of(Field.PLATFORM))),
                new Filter.Exists(Attribute.ofProperty("plan")),
                type("request"),
                new Filter.And(List.of(type("update_failed"), new Filter.Exists(Attribute.of(Field.OS)))));
        return Combinators.combine(buckets, dimensions, aggregates, filters)
                .as((cut, by, measures, filter) ->
                        new AggregateQuery(new TenantId("t"), cut, by, measures, filter, List.of(), 100));
    }

    private static Filter type(String type) {
        return new Filter.Compare(Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text(type));
    }

    /** Every built-in rollup, each complete in a few ranges, whole units or not. */
    @Provide
    Arbitrary<List<RollupCoverage>> coverages() {
        List<Arbitrary<RollupCoverage>> each = BuiltInRollups.all().stream()
                .map(rollup -> completeRanges().map(complete -> new RollupCoverage(rollup, complete)))
                .toList();
        return Combinators.combine(each).as(List::copyOf);
    }

    private static Arbitrary<List<TimeRange>> completeRanges() {
        return moments().set().ofMinSize(0).ofMaxSize(6).map(moments -> {
            List<Instant> sorted = moments.stream().sorted().toList();
            List<TimeRange> ranges = new ArrayList<>();
            for (int i = 1; i < sorted.size(); i += 2) {
                ranges.add(new TimeRange(sorted.get(i - 1), sorted.get(i)));
            }
            return ranges;
        });
    }

    private static Arbitrary<TimeRange> ranges() {
        return moments().set().ofSize(2).map(pair -> {
            List<Instant> sorted = pair.stream().sorted().toList();
            return new TimeRange(sorted.getFirst(), sorted.getLast());
        });
    }

    /** Moments around two clock changes; often at the edge of a day, an hour or five minutes. */
    private static Arbitrary<Instant> moments() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, SCENE.toMillis()),
                        Arbitraries.of(1L, 300_000L, 3_600_000L, 86_400_000L))
                .as((offset, unit) -> BEGIN.plusMillis(offset / unit * unit));
    }
}
