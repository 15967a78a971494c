package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What {@link dev.tidemark.domain.storage.EventWriter} promises, as far as reads can tell. */
public interface EventWriterContract extends StoreUnderTest {

    /** Asks for every field and every property of the history in turn. */
    @Property(tries = ContractLifecycle.STANDARD / 10)
    default void everyValueOfAnEventIsKept(@ForAll(supplier = StorageCases.WithFewQuestions.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        AggregateQuery asked = sample.query(play.tenants().get(0));
        Stream<Attribute> fields = Arrays.stream(Field.values()).map(Attribute::of);
        Stream<Attribute> properties = sample.history().stream()
                .flatMap(draft -> draft.properties().keySet().stream())
                .distinct()
                .map(Attribute::ofProperty);
        Stream.concat(fields, properties).forEach(attribute -> {
            if (attribute.is(FieldRole.DIMENSION)) {
                play.assertAnswers(about(asked, List.of(attribute), new Aggregate.Count()));
            }
            if (attribute.is(FieldRole.MEASURE)) {
                play.assertAnswers(
                        about(asked, List.of(), new Aggregate.Minimum(attribute), new Aggregate.Maximum(attribute)));
            }
        });
    }

    @Example
    default void aLargeBatchIsStoredWhole() {
        Play play = Play.on(storage());
        List<Event> events = LargeHistory.events(play.tenants().get(0), 10_000);
        play.write(events, events.size());
        AggregateQuery query = LargeHistory.query(
                play.tenants().get(0),
                List.of(Attribute.of(Field.PLATFORM), Attribute.ofProperty("plan")),
                List.of(
                        new Aggregate.Count(),
                        new Aggregate.Sum(Attribute.of(Field.AMOUNT)),
                        new Aggregate.Sum(Attribute.ofProperty("load")),
                        new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                Filter.ALL);
        play.assertAnswers(query);
    }

    /** A reader that asks all the while sees whole batches only, in the raw events and in the rollups. */
    @Example
    default void aBatchShowsWholeOrNotAtAll() throws Exception {
        Play play = Play.on(storage());
        int size = 100;
        List<Event> events = LargeHistory.events(play.tenants().get(0), 2_000);
        AggregateQuery query =
                LargeHistory.query(play.tenants().get(0), List.of(), List.of(new Aggregate.Count()), Filter.ALL);
        Plan raw = Plan.raw(query.buckets().range());
        Plan planned = new Planner().plan(query, storage().rollups());
        try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
            Future<?> writing = writer.submit(() -> play.write(events, size));
            while (!writing.isDone()) {
                assertThat(count(play, query, raw) % size).isZero();
                assertThat(count(play, query, planned) % size).isZero();
            }
            writing.get();
        }
        play.assertAnswers(query, raw);
        play.assertAnswers(query, planned);
    }

    /** What append has returned for, every later read sees. */
    @Example
    default void anAppendedBatchIsSeenAtOnce() {
        Play play = Play.on(storage());
        AggregateQuery query =
                LargeHistory.query(play.tenants().get(0), List.of(), List.of(new Aggregate.Count()), Filter.ALL);
        Plan planned = new Planner().plan(query, storage().rollups());
        for (Event event : LargeHistory.events(play.tenants().get(0), 20)) {
            storage().eventWriter().append(new EventBatch(List.of(event)));
            play.reference().append(new EventBatch(List.of(event)));
            play.assertAnswers(query);
            play.assertAnswers(query, planned);
        }
    }

    private static long count(Play play, AggregateQuery query, Plan plan) {
        return (Long) play.answer(query, plan).rows().getFirst().values().getFirst();
    }

    private static AggregateQuery about(AggregateQuery asked, List<Attribute> dimensions, Aggregate... aggregates) {
        return new AggregateQuery(
                asked.tenant(),
                asked.buckets(),
                dimensions,
                List.of(aggregates),
                Filter.ALL,
                List.of(),
                Integer.MAX_VALUE);
    }
}
