package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.testkit.generate.FilterCase;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What {@link dev.tidemark.domain.storage.AggregateReader} promises of answers from raw events. */
public interface AggregateReaderContract extends StoreUnderTest {

    /** In no order at all. */
    List<String> ORDER_TRAPS = List.of(
            "\uFFFD",
            "\uD83D\uDE00",
            "a",
            "B",
            "\uE000",
            "Z",
            "\uDBFF\uDFFF",
            "_",
            "\uD7FF",
            "b",
            "e\u0301",
            "é",
            "ab",
            "a b",
            "10",
            "9",
            "\uD800\uDC00",
            "A",
            "ß",
            " ",
            "~",
            "z");

    /** One bucket that holds every event of every case. */
    Buckets WHOLE = Buckets.of(
            new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z")),
            Granularity.NONE,
            ZoneOffset.UTC,
            DayOfWeek.MONDAY);

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void anyQuestionIsAnsweredAsTheReferenceDoes(
            @ForAll(supplier = StorageCases.class) StorageCase sample, @ForAll @IntRange(min = 1, max = 40) int batch) {
        Play play = Play.of(storage(), sample, batch);
        sample.queries(play.tenants().get(0)).forEach(play::assertAnswers);
    }

    @Property(tries = ContractLifecycle.STANDARD)
    default void aFilterIsTrueOfTheSameEventsAsInTheReference(
            @ForAll(supplier = FilterCase.Any.class) FilterCase filtered) {
        Play play = Play.of(storage(), filtered.sample(), 40);
        AggregateQuery asked = filtered.sample().query(play.tenants().get(0));
        for (Filter filter : filtered.filters()) {
            play.assertAnswers(new AggregateQuery(
                    asked.tenant(), WHOLE, List.of(), List.of(new Aggregate.Count()), filter, List.of(), 1));
        }
    }

    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void aQuestionAskedAgainIsAnsweredTheSame(
            @ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        AggregateQuery query = sample.query(play.tenants().get(0));
        play.assertAnswers(query);
        play.assertAnswers(query);
    }

    @Property(tries = ContractLifecycle.STANDARD / 20)
    default void severalThreadsAskAtOnce(@ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample)
            throws Exception {
        Play play = Play.of(storage(), sample, 40);
        AggregateQuery query = sample.query(play.tenants().get(0));
        try (ExecutorService readers = Executors.newFixedThreadPool(4)) {
            List<? extends Future<?>> answers = Stream.generate(() -> readers.submit(() -> play.assertAnswers(query)))
                    .limit(8)
                    .toList();
            for (Future<?> answer : answers) {
                answer.get();
            }
        }
    }

    /** Where orders by code point, by UTF-16 unit, by language and by case differ; absent values last in either direction. */
    @Example
    default void textIsOrderedByCodePoint() {
        Play play = Play.on(storage());
        TenantId tenant = play.tenants().get(0);
        List<Event> events = LargeHistory.events(tenant, ORDER_TRAPS);
        play.write(events, events.size());
        List<Attribute> dimensions = List.of(Attribute.of(Field.SCREEN_NAME), Attribute.ofProperty("screen"));
        for (List<Ordering> order : List.of(
                List.<Ordering>of(),
                List.<Ordering>of(new Ordering.ByDimension(0, false)),
                List.<Ordering>of(new Ordering.ByDimension(0, true)),
                List.<Ordering>of(new Ordering.ByDimension(1, true), new Ordering.ByBucket(true)))) {
            play.assertAnswers(new AggregateQuery(
                    tenant, WHOLE, dimensions, List.of(new Aggregate.Count()), Filter.ALL, order, events.size() - 1));
        }
    }

    @Example
    default void aTotalOfNothingIsOneRow() {
        Play play = Play.on(storage());
        List<Aggregate> aggregates = List.of(
                new Aggregate.Count(),
                new Aggregate.Sum(Attribute.of(Field.AMOUNT)),
                new Aggregate.Sum(Attribute.ofProperty("x")),
                new Aggregate.Minimum(Attribute.of(Field.DURATION_MS)),
                new Aggregate.Maximum(Attribute.of(Field.BYTES)),
                new Aggregate.ValueCount(Attribute.of(Field.QUANTITY)),
                new Aggregate.Unique(Attribute.of(Field.ACTOR_ID)),
                new Aggregate.Bins(Attribute.of(Field.DURATION_MS)));
        AggregateQuery query = LargeHistory.query(play.tenants().get(0), List.of(), aggregates, Filter.ALL);
        assertThat(play.answer(query, Plan.raw(query.buckets().range())).rows()).hasSize(1);
        play.assertAnswers(query);
    }

    /** A store may be fast enough; but then the answer is right. */
    @Example
    default void aReadThatMayTakeNoTimeIsRefusedOrRight() {
        Play play = Play.on(storage());
        List<Event> events = LargeHistory.events(play.tenants().get(0), 5_000);
        play.write(events, events.size());
        AggregateQuery query = LargeHistory.query(
                play.tenants().get(0),
                List.of(Attribute.of(Field.USER_ID), Attribute.ofProperty("plan")),
                List.of(new Aggregate.Count(), new Aggregate.Unique(Attribute.of(Field.SESSION_ID))),
                Filter.ALL);
        Plan plan = Plan.raw(query.buckets().range());
        for (Duration timeout : List.of(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofMillis(2))) {
            try {
                AggregateRows actual = storage().aggregateReader().read(new AggregateRead(query, plan, timeout));
                AggregateRows expected = play.reference().read(new AggregateRead(query, plan, timeout));
                new AnswerAssert(query, plan).isSame(actual, expected);
            } catch (StorageException refusal) {
                assertThat(refusal.category()).isEqualTo(StorageException.Category.OVERLOADED);
            }
        }
        play.assertAnswers(query);
    }
}
