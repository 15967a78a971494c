package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateReader;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.testkit.ReferenceStorage;
import java.lang.reflect.Proxy;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueryEngineTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final TimeRange MARCH =
            new TimeRange(Instant.parse("2026-02-28T23:00:00Z"), Instant.parse("2026-03-31T22:00:00Z"));
    private static final Attribute CITY = Attribute.of(Field.CITY);
    private static final Measure EVENTS = new Measure.Direct("events", new Aggregate.Count());
    private static final Measure AVERAGE = new Measure.Average(Attribute.of(Field.QUANTITY));

    private final ReferenceStorage storage =
            new ReferenceStorage(List.of(new RollupCoverage(BuiltInRollups.ACTIVITY, List.of(MARCH))));

    @Test
    void bucketsAreShownOnTheClockOfTheirZone() {
        store(event("2026-03-29T00:30:00Z"), event("2026-03-29T20:00:00Z"), event("2026-03-29T22:00:00Z"));

        Answer answer = answer(Granularity.DAY, List.of(EVENTS), List.of(), List.of(), 10);

        assertThat(answer.columns())
                .containsExactly(new Column("bucket", ColumnType.TIME), new Column("events", ColumnType.INTEGER));
        assertThat(answer.rows())
                .containsExactly(
                        List.of(OffsetDateTime.parse("2026-03-29T00:00:00+01:00"), 2L),
                        List.of(OffsetDateTime.parse("2026-03-30T00:00:00+02:00"), 1L));
    }

    @Test
    void theMetaSaysWhatServed() {
        AnswerMeta meta = answer(Granularity.NONE, List.of(EVENTS), List.of(), List.of(), 10)
                .meta();

        assertThat(meta.store()).isEqualTo("reference");
        assertThat(meta.servedBy()).containsExactly("activity/hour", "activity/day");
        assertThat(meta.exact()).isTrue();
        assertThat(meta.from()).isEqualTo(OffsetDateTime.parse("2026-03-01T00:00:00+01:00"));
        assertThat(meta.to()).isEqualTo(OffsetDateTime.parse("2026-04-01T00:00:00+02:00"));
    }

    @Test
    void percentilesAreNotExact() {
        Measure percentile = new Measure.Percentile("p50(duration_ms)", Attribute.of(Field.DURATION_MS), 50);
        AnswerMeta meta = answer(Granularity.NONE, List.of(percentile), List.of(), List.of(), 10)
                .meta();

        assertThat(meta.exact()).isFalse();
        assertThat(meta.servedBy()).containsExactly("raw");
    }

    @Test
    void rowsAreSortedByDerivedNumbersAndAbsentOnesComeLast() {
        store(sale("Rome", 1), sale("Rome", 2), sale("Oslo", 9), sale("Bern", 4), city("Paris"), sale("Aarhus", 4));
        List<Ordering> descending = List.of(new Ordering.ByMeasure(0, true));
        List<Ordering> ascending = List.of(new Ordering.ByMeasure(0, false));

        assertThat(cities(answer(Granularity.NONE, List.of(AVERAGE), List.of(CITY), descending, 10)))
                .containsExactly("Oslo", "Aarhus", "Bern", "Rome", "Paris");
        assertThat(cities(answer(Granularity.NONE, List.of(AVERAGE), List.of(CITY), ascending, 10)))
                .containsExactly("Rome", "Aarhus", "Bern", "Oslo", "Paris");
        Answer first = answer(Granularity.NONE, List.of(AVERAGE), List.of(CITY), descending, 2);
        assertThat(cities(first)).containsExactly("Oslo", "Aarhus");
        assertThat(first.meta().truncated()).isTrue();
    }

    @Test
    void tooManyGroupsAreNotSortedHere() {
        storage.append(new EventBatch(IntStream.range(0, 21)
                .mapToObj(i ->
                        event("2026-03-10T00:00:00Z").set(Field.CITY, "c" + i).build())
                .toList()));
        List<Ordering> derived = List.of(new Ordering.ByMeasure(0, true));

        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> answer(Granularity.NONE, List.of(AVERAGE), List.of(CITY), derived, 5))
                .withMessageStartingWith(
                        "this question has more than 20 groups, too many to order by a derived number");
        assertThat(answer(Granularity.NONE, List.of(AVERAGE), List.of(CITY), List.of(), 5)
                        .rows())
                .hasSize(5);
    }

    @Test
    void withoutEventsThereIsOneRowOfNothing() {
        assertThat(answer(Granularity.NONE, List.of(EVENTS), List.of(), List.of(), 10)
                        .rows())
                .containsExactly(List.of(0L));
    }

    /** The three reads of one answer. */
    @Test
    void aComparisonAndTotalsTakeNoMoreThanTheTimeOfTheQuestionAndAreNamedInTheMeta() {
        store(sale("Rome", 1));
        List<Duration> allowed = new ArrayList<>();
        Storage watched = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("aggregateReader")) {
                        return method.invoke(storage, arguments);
                    }
                    return (AggregateReader) read -> {
                        allowed.add(read.timeout());
                        return storage.read(read);
                    };
                });
        QueryLimits limits = QueryLimits.DEFAULT;

        Answer answer = new QueryEngine(watched, limits, new Turns(limits))
                .answer(question(Granularity.DAY, List.of(EVENTS), List.of(), List.of(), 10)
                        .with(new Extras(true, true, true)));

        assertThat(allowed).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(allowed.getFirst()).isLessThanOrEqualTo(Duration.ofSeconds(5));
        assertThat(answer.meta().servedBy()).containsExactly("activity/hour", "raw", "activity/day");
    }

    private Answer answer(
            Granularity granularity,
            List<Measure> measures,
            List<Attribute> dimensions,
            List<Ordering> order,
            int limit) {
        QueryLimits limits = new QueryLimits(Duration.ofSeconds(5), 100, 20, 1);
        return new QueryEngine(storage, limits, new Turns(limits))
                .answer(question(granularity, measures, dimensions, order, limit));
    }

    private static Question question(
            Granularity granularity,
            List<Measure> measures,
            List<Attribute> dimensions,
            List<Ordering> order,
            int limit) {
        return new Question(
                TENANT,
                Period.of(MARCH, granularity, BERLIN, DayOfWeek.MONDAY),
                measures,
                dimensions,
                Filter.ALL,
                order,
                limit,
                Question.Blanks.AS_STORED,
                Duration.ofSeconds(5));
    }

    private static List<Object> cities(Answer answer) {
        return answer.rows().stream()
                .<Object>map(row -> String.valueOf(row.getFirst()))
                .toList();
    }

    private void store(Event.Builder... events) {
        storage.append(new EventBatch(
                List.of(events).stream().map(Event.Builder::build).toList()));
    }

    private static Event.Builder sale(String city, long quantity) {
        return city(city).set(Field.QUANTITY, quantity);
    }

    private static Event.Builder city(String city) {
        return event("2026-03-10T00:00:00Z").set(Field.CITY, city);
    }

    private static Event.Builder event(String timestamp) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, "visit")
                .set(Field.TIMESTAMP, Instant.parse(timestamp))
                .set(Field.RECEIVED_AT, Instant.parse(timestamp));
    }
}
