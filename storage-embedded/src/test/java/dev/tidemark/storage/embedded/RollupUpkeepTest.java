package dev.tidemark.storage.embedded;

import static dev.tidemark.storage.embedded.Samples.batch;
import static dev.tidemark.storage.embedded.Samples.fromRollup;
import static dev.tidemark.storage.embedded.Samples.query;
import static dev.tidemark.storage.embedded.Samples.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.AggregateRow;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.time.Granularity;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rollup with everything a definition can ask for is right, whether kept by batches or merged; {@link RollupFillTest} fills it. */
class RollupUpkeepTest {

    private static final Attribute LOAD = Attribute.ofProperty("load");
    private static final Attribute PLAN = Attribute.ofProperty("plan");

    private static final Filter SOME_EVENTS = new Filter.And(List.of(
            new Filter.Exists(PLAN),
            new Filter.Not(new Filter.Compare(LOAD, Comparison.LESS, new Literal.Numeric(BigDecimal.valueOf(-2)))),
            new Filter.Or(List.of(
                    new Filter.Compare(
                            Attribute.of(Field.QUANTITY),
                            Comparison.GREATER,
                            new Literal.Numeric(new BigDecimal("2.5"))),
                    new Filter.StartsWith(Attribute.of(Field.SCREEN_NAME), "screen"),
                    new Filter.In(PLAN, List.of(new Literal.Text("free")))))));

    private static final List<Aggregate> EVERYTHING = Stream.of(
                    Stream.<Aggregate>of(new Aggregate.Count()),
                    of(Attribute.of(Field.AMOUNT)),
                    of(Attribute.of(Field.QUANTITY)),
                    of(Attribute.of(Field.DURATION_MS)),
                    of(LOAD))
            .flatMap(aggregates -> aggregates)
            .toList();

    static final RollupDefinition ROLLUP = new RollupDefinition(
            "thorough",
            SOME_EVENTS,
            List.of(Granularity.HOUR, Granularity.DAY),
            List.of(Attribute.of(Field.APP_ID), PLAN),
            EVERYTHING);

    /** The first app has both plans, the second only one. */
    private static final int COMBINATIONS = 3;

    static final AggregateQuery QUERY = query(List.of(PLAN), EVERYTHING, SOME_EVENTS);

    @Test
    void batchesKeepIt() {
        try (TemporaryStore place = new TemporaryStore();
                EmbeddedStorage storage = open(place, List.of(ROLLUP))) {
            write(storage, 0, 2_000, 300);
            assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
        }
    }

    @Test
    void aStoreFromBeforeTheRollupsOfTypesIsFilledAndAnswersFromThem() {
        List<RollupDefinition> earlier = BuiltInRollups.all().stream()
                .filter(rollup -> rollup.filter().equals(Filter.ALL))
                .toList();
        AggregateQuery requests = query(
                List.of(Attribute.of(Field.ENDPOINT)),
                BuiltInRollups.REQUESTS.aggregates(),
                BuiltInRollups.REQUESTS.filter());
        AggregateQuery failures = query(
                List.of(Attribute.of(Field.ERROR_CODE)),
                BuiltInRollups.RELEASES.aggregates(),
                new Filter.Compare(
                        Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text("update_failed")));
        try (TemporaryStore place = new TemporaryStore()) {
            try (EmbeddedStorage storage = open(place, earlier)) {
                storage.eventWriter().append(Samples.requestsAndUpdates(0, 2_000));
            }
            try (EmbeddedStorage storage = open(place, BuiltInRollups.all())) {
                storage.eventWriter().append(Samples.requestsAndUpdates(2_000, 2_500));
                RollupFillTest.awaitFilled(storage);
                assertThat(planned(storage, requests))
                        .isEqualTo(raw(storage, requests))
                        .hasSize(3 * 4);
                assertThat(planned(storage, failures))
                        .isEqualTo(raw(storage, failures))
                        .hasSize(3 * 2);
            }
        }
    }

    private static List<AggregateRow> planned(EmbeddedStorage storage, AggregateQuery query) {
        Plan plan = new Planner().plan(query, storage.rollups());
        assertThat(plan.servedBy()).isNotEmpty().doesNotContain("raw");
        return Samples.read(storage, query, plan);
    }

    @Test
    void mergingChangesNoNumberAndLosesNothingWrittenMeanwhile() {
        try (TemporaryStore place = new TemporaryStore();
                EmbeddedStorage storage = open(place, List.of(ROLLUP))) {
            write(storage, 0, 3_000, 50);
            long before = rows(storage);
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(storage, 3_000, 6_000, 50));
            do {
                for (int day = 0; day < 3; day++) {
                    storage.compaction().merge(Samples.START.plus(day, ChronoUnit.DAYS));
                }
            } while (!writing.isDone());
            writing.join();
            assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
            for (int day = 0; day < 3; day++) {
                storage.compaction().merge(Samples.START.plus(day, ChronoUnit.DAYS));
            }
            assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
            assertThat(rows(storage)).isLessThan(before / 2);
        }
    }

    @Test
    void daysLeftUnmergedAreMergedAfterOpeningAgain() {
        try (TemporaryStore place = new TemporaryStore()) {
            try (EmbeddedStorage storage = open(place, List.of(ROLLUP))) {
                write(storage, 0, 2_000, 50);
            }
            try (EmbeddedStorage storage = open(place, List.of(ROLLUP))) {
                storage.compaction().resume();
                storage.compaction().whereDue(Instant.now());
                assertThat(rows(storage)).isEqualTo(COMBINATIONS * (72 + 3));
                assertThat(fromRollup(storage, QUERY, ROLLUP)).isEqualTo(raw(storage, QUERY));
            }
        }
    }

    private static Stream<Aggregate> of(Attribute attribute) {
        return Stream.of(
                new Aggregate.ValueCount(attribute),
                new Aggregate.Sum(attribute),
                new Aggregate.Minimum(attribute),
                new Aggregate.Maximum(attribute),
                new Aggregate.Bins(attribute));
    }

    private static EmbeddedStorage open(TemporaryStore place, List<RollupDefinition> rollups) {
        return EmbeddedStorage.open(place.settings(), rollups, Clock.systemUTC());
    }

    private static void write(EmbeddedStorage storage, int from, int to, int size) {
        for (int start = from; start < to; start += size) {
            storage.eventWriter().append(batch(start, Math.min(to, start + size)));
        }
    }

    private static long rows(EmbeddedStorage storage) {
        return storage.figures().tables().stream()
                .filter(table -> table.name().startsWith("thorough"))
                .collect(Collectors.summingLong(StorageFigures.Table::rows));
    }
}
