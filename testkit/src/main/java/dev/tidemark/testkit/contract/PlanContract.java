package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever the plan, the numbers are those of the raw events. */
public interface PlanContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void aPlannedAnswerIsTheRawOne(
            @ForAll(supplier = StorageCases.ForRollups.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 40) int batch) {
        Play play = Play.of(storage(), sample, batch);
        for (AggregateQuery query : sample.queries(play.tenants().get(0))) {
            play.assertAnswers(query, new Planner().plan(query, storage().rollups()));
        }
    }

    /** A planner has its preferences; here every rollup gets its turn. */
    @Property(tries = ContractLifecycle.STANDARD / 2)
    default void everyRollupGivesTheRawAnswer(
            @ForAll(supplier = StorageCases.WithFewForRollups.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 10);
        AggregateQuery query = sample.query(play.tenants().get(0));
        for (RollupCoverage rollup : storage().rollups()) {
            play.assertAnswers(query, new Planner().plan(query, List.of(rollup)));
        }
    }

    /** Needs no reference: somebody seen on several days is one, so a period has at least as many as its best day. */
    @Property(tries = ContractLifecycle.STANDARD)
    @SeveralQuestions
    default void uniquesOfAPeriodLieBetweenItsLargestPartAndTheSum(
            @ForAll(supplier = StorageCases.ForRollups.class) StorageCase sample) {
        Play play = Play.of(storage(), sample, 40);
        sample.queries(play.tenants().get(0)).forEach(query -> assertUniques(play, query));
    }

    private void assertUniques(Play play, AggregateQuery query) {
        LongStream.Builder parts = LongStream.builder();
        uniques(play, query, Granularity.DAY)
                .rows()
                .forEach(row -> parts.add((Long) row.values().getFirst()));
        var summary = parts.build().summaryStatistics();
        long whole = (Long) uniques(play, query, Granularity.NONE)
                .rows()
                .getFirst()
                .values()
                .getFirst();
        assertThat(whole).isBetween(Math.max(0, summary.getMax()), summary.getSum());
    }

    private AggregateRows uniques(Play play, AggregateQuery query, Granularity granularity) {
        Buckets buckets = Buckets.of(query.buckets().range(), granularity, ZoneOffset.UTC, DayOfWeek.MONDAY);
        AggregateQuery uniques = new AggregateQuery(
                query.tenant(),
                buckets,
                List.of(),
                List.of(new Aggregate.Unique(Attribute.of(Field.ACTOR_ID))),
                Filter.ALL,
                List.of(),
                Integer.MAX_VALUE);
        return play.answer(uniques, new Planner().plan(uniques, storage().rollups()));
    }
}
