package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import dev.tidemark.testkit.generate.Tenants;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What holds of every answer, whoever sorts it. */
class QueryEnginePropertiesTest {

    private static final List<Measure> MEASURES = List.of(
            new Measure.Direct("events", new Aggregate.Count()),
            new Measure.Direct("sum(amount)", new Aggregate.Sum(Attribute.of(Field.AMOUNT))),
            new Measure.Average(Attribute.of(Field.QUANTITY)),
            new Measure.Percentile("p50(duration_ms)", Attribute.of(Field.DURATION_MS), 50),
            new Measure.Direct("actors", new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))));

    @Property(tries = 500)
    void aLimitedAnswerIsTheBeginningOfTheWholeOne(
            @ForAll(supplier = StorageCases.class) StorageCase sample,
            @ForAll("orders") List<Ordering> order,
            @ForAll @IntRange(min = 1, max = 10) int limit) {
        Engine engine = new Engine(sample);
        Answer whole = engine.answer(order, 100_000);
        Answer some = engine.answer(order, limit);

        assertThat(some.rows()).isEqualTo(whole.rows().stream().limit(limit).toList());
        assertThat(some.meta().truncated()).isEqualTo(whole.rows().size() > limit);
        assertThat(whole.meta().truncated()).isFalse();
    }

    /** To drop empty groups, all are read and sorted here; the order must be the store's. */
    @Property(tries = 500)
    void theStoresOrderAndOursAreOne(
            @ForAll(supplier = StorageCases.class) StorageCase sample, @ForAll("ordersOfStores") List<Ordering> order) {
        Engine engine = new Engine(sample);
        Answer byStore = engine.answer(order, 100_000);
        Answer here = engine.answer(order, 100_000, Question.Blanks.DROP);

        assertThat(here.rows())
                .isEqualTo(byStore.rows().stream()
                        .filter(row -> !Objects.equals(row.get(eventsOf(byStore)), 0L))
                        .toList());
    }

    @Property(tries = 300)
    void filledBucketsAreEveryBucketOnce(@ForAll(supplier = StorageCases.class) StorageCase sample) {
        Engine engine = new Engine(sample);
        AggregateQuery query = engine.query;
        Answer answer = new QueryEngine(engine.storage, QueryLimits.DEFAULT, new Turns(QueryLimits.DEFAULT))
                .answer(new Question(
                        query.tenant(),
                        new Period(ZoneOffset.UTC, Granularity.HOUR, query.buckets()),
                        MEASURES,
                        List.of(),
                        query.filter(),
                        List.of(),
                        100_000,
                        Question.Blanks.FILL,
                        Duration.ofSeconds(10)));

        assertThat(answer.rows()).hasSize(query.buckets().size());
        assertThat(sum(answer)).isEqualTo(sum(engine.answer(List.of(), 100_000)));
    }

    private static long sum(Answer answer) {
        long sum = 0;
        for (List<@Nullable Object> row : answer.rows()) {
            sum += row.get(eventsOf(answer)) instanceof Long events ? events : 0;
        }
        return sum;
    }

    private static int eventsOf(Answer answer) {
        return answer.columns().stream().map(Column::name).toList().indexOf("events");
    }

    @Provide
    Arbitrary<List<Ordering>> orders() {
        return Arbitraries.oneOf(keys(), measures(0, 1, 2, 3, 4)).list().ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Ordering>> ordersOfStores() {
        return Arbitraries.oneOf(keys(), measures(0, 1, 4)).list().ofMaxSize(3);
    }

    private static Arbitrary<Ordering> keys() {
        return Arbitraries.of(new Ordering.ByBucket(true), new Ordering.ByBucket(false));
    }

    private static Arbitrary<Ordering> measures(Integer... positions) {
        return Arbitraries.of(positions).flatMap(position -> Arbitraries.of(true, false)
                .map(descending -> new Ordering.ByMeasure(position, descending)));
    }

    private static final class Engine {
        private final ReferenceStorage storage = new ReferenceStorage();
        private final AggregateQuery query;

        Engine(StorageCase sample) {
            Tenants tenants = Tenants.fresh();
            TenantId tenant = tenants.get(0);
            var events = sample.events(tenants);
            if (!events.isEmpty()) {
                storage.append(new EventBatch(events));
            }
            query = sample.query(tenant);
        }

        Answer answer(List<Ordering> order, int limit) {
            return answer(order, limit, Question.Blanks.AS_STORED);
        }

        Answer answer(List<Ordering> order, int limit, Question.Blanks blanks) {
            return new QueryEngine(storage, QueryLimits.DEFAULT, new Turns(QueryLimits.DEFAULT))
                    .answer(new Question(
                            query.tenant(),
                            new Period(ZoneOffset.UTC, Granularity.HOUR, query.buckets()),
                            MEASURES,
                            query.dimensions(),
                            query.filter(),
                            withDimensions(order),
                            limit,
                            blanks,
                            Duration.ofSeconds(10)));
        }

        private List<Ordering> withDimensions(List<Ordering> order) {
            List<Ordering> keys = new ArrayList<>(order);
            if (!query.dimensions().isEmpty()) {
                keys.add(new Ordering.ByDimension(query.dimensions().size() - 1, true));
            }
            return keys;
        }
    }
}
