package dev.tidemark.storage.embedded;

import static dev.tidemark.storage.embedded.RollupFillTest.planned;
import static dev.tidemark.storage.embedded.Samples.batch;
import static dev.tidemark.storage.embedded.Samples.query;
import static dev.tidemark.storage.embedded.Samples.raw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.domain.storage.StorageFigures.Stage;
import dev.tidemark.domain.time.Granularity;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A rollup whose definition changes answers by the old one until the new one is complete; one that nobody wants goes. */
class RollupChangeTest {

    private static final Attribute PLAN = Attribute.ofProperty("plan");
    private static final Attribute APP = Attribute.of(Field.APP_ID);
    private static final List<Aggregate> SALES =
            List.of(new Aggregate.Count(), new Aggregate.Sum(Attribute.of(Field.AMOUNT)));

    private static final RollupDefinition OLD =
            new RollupDefinition("plans", Filter.ALL, List.of(Granularity.HOUR, Granularity.DAY), List.of(PLAN), SALES);
    private static final RollupDefinition NEW =
            new RollupDefinition("plans", Filter.ALL, List.of(Granularity.DAY), List.of(PLAN, APP), SALES);

    private static final AggregateQuery BY_PLAN = query(List.of(PLAN), SALES, Filter.ALL);
    private static final AggregateQuery BY_APP = query(List.of(APP), SALES, Filter.ALL);

    private final TemporaryStore place = new TemporaryStore();

    @AfterEach
    void remove() {
        place.close();
    }

    @Test
    void theOldDefinitionAnswersUntilTheNewOneIsComplete() {
        keepOld();
        try (EmbeddedStorage storage = prepare(NEW)) {
            storage.eventWriter().append(batch(2_000, 2_500));
            assertThat(coverage(storage)).containsExactly(OLD);
            assertThat(stages(storage)).containsExactly(Stage.FILLING, Stage.REPLACED);
            assertServes(storage, BY_PLAN, "plans/day");
            assertServes(storage, BY_APP, "raw");

            storage.fill().step(1);
            storage.removal().whereUnused();
            storage.eventWriter().append(batch(2_500, 3_000));
            assertServes(storage, BY_PLAN, "plans/day");
            assertServes(storage, BY_APP, "raw");

            storage.fill().step(Long.MAX_VALUE);
            assertThat(coverage(storage)).containsExactly(NEW);
            assertServes(storage, BY_APP, "plans/day");
            storage.eventWriter().append(batch(3_000, 3_500));
            storage.removal().whereUnused();
            storage.eventWriter().append(batch(3_500, 4_000));
            assertServes(storage, BY_PLAN, "plans/day");
            assertServes(storage, BY_APP, "plans/day");
            assertThat(tables(storage)).containsExactly("events", "plans_g2_1d");
        }
        try (EmbeddedStorage storage = prepare(NEW)) {
            assertServes(storage, BY_APP, "plans/day");
            assertThat(stages(storage)).containsExactly(Stage.COMPLETE);
        }
    }

    @Test
    void aQueryPlannedBeforeTheSwapIsAnsweredAfterIt() {
        keepOld();
        try (EmbeddedStorage storage = prepare(NEW)) {
            Plan planned = new Planner().plan(BY_PLAN, storage.rollups());
            assertThat(planned.servedBy()).containsExactly("plans/day");
            storage.fill().step(Long.MAX_VALUE);
            storage.eventWriter().append(batch(2_000, 2_500));
            assertThat(Samples.read(storage, BY_PLAN, planned)).isEqualTo(raw(storage, BY_PLAN));
            storage.removal().whereUnused();
            storage.eventWriter().append(batch(2_500, 3_000));
            assertThat(Samples.read(storage, BY_PLAN, planned)).isEqualTo(raw(storage, BY_PLAN));
        }
    }

    @Test
    void tablesStayWhileTheyAreRead() {
        keepOld();
        try (EmbeddedStorage storage = prepare(NEW)) {
            Plan planned = new Planner().plan(BY_PLAN, storage.rollups());
            storage.keptRollups().reading(planned, stored -> {
                storage.fill().step(Long.MAX_VALUE);
                storage.removal().whereUnused();
                assertThat(tables(storage)).contains("plans_1h", "plans_1d");
                return stored;
            });
            storage.removal().whereUnused();
            assertThat(tables(storage)).containsExactly("events", "plans_g2_1d");
        }
    }

    @Test
    void aChangeGoesOnAfterARestartAndTheSwapIsNotForgotten() {
        keepOld();
        try (EmbeddedStorage storage = prepare(NEW)) {
            storage.fill().step(1);
            storage.eventWriter().append(batch(2_000, 2_500));
        }
        try (EmbeddedStorage storage = prepare(NEW)) {
            assertThat(coverage(storage)).containsExactly(OLD);
            assertServes(storage, BY_PLAN, "plans/day");
            storage.fill().step(Long.MAX_VALUE);
        }
        try (EmbeddedStorage storage = prepare(NEW)) {
            assertThat(tables(storage)).containsExactly("events", "plans_g2_1d");
            assertServes(storage, BY_APP, "plans/day");
        }
    }

    @Test
    void aChangeTakenBackBeforeItIsCompleteCostsNothing() {
        keepOld();
        try (EmbeddedStorage storage = prepare(NEW)) {
            storage.fill().step(1);
            storage.eventWriter().append(batch(2_000, 2_500));
        }
        try (EmbeddedStorage storage = prepare(OLD)) {
            assertThat(tables(storage)).containsExactly("events", "plans_1h", "plans_1d");
            assertThat(stages(storage)).containsExactly(Stage.COMPLETE);
            assertServes(storage, BY_PLAN, "plans/day");
        }
    }

    @Test
    void aSecondChangeBeforeTheFirstIsCompleteKeepsTheCompleteOne() {
        keepOld();
        prepare(NEW).close();
        RollupDefinition third =
                new RollupDefinition("plans", Filter.ALL, List.of(Granularity.DAY), List.of(APP), SALES);
        try (EmbeddedStorage storage = prepare(third)) {
            assertThat(coverage(storage)).containsExactly(OLD);
            storage.fill().step(Long.MAX_VALUE);
            storage.removal().whereUnused();
            assertThat(tables(storage)).containsExactly("events", "plans_g3_1d");
            assertServes(storage, BY_APP, "plans/day");
        }
    }

    @Test
    void whatIsNotConfiguredAnyMoreIsDropped() {
        keepOld();
        try (EmbeddedStorage storage = prepare()) {
            assertThat(tables(storage)).containsExactly("events");
            assertThat(storage.rollups()).isEmpty();
            storage.eventWriter().append(batch(2_000, 2_500));
        }
        try (EmbeddedStorage storage = prepare(OLD)) {
            assertThat(stages(storage)).containsExactly(Stage.FILLING);
            storage.fill().step(Long.MAX_VALUE);
            assertServes(storage, BY_PLAN, "plans/day");
        }
    }

    @Test
    void lookingAtAStoreChangesNoRollup() {
        keepOld();
        prepare(NEW).close();
        try (EmbeddedStorage storage = EmbeddedStorage.inspect(place.settings(), Clock.systemUTC())) {
            assertThat(storage.figures().rollups())
                    .extracting(StorageFigures.Rollup::definition)
                    .containsExactly(NEW, OLD);
            assertServes(storage, BY_PLAN, "plans/day");
        }
        try (EmbeddedStorage storage = prepare(OLD)) {
            assertThat(stages(storage)).containsExactly(Stage.COMPLETE);
        }
    }

    @Test
    void inTheBackgroundAChangeEndsByItself() {
        keepOld();
        try (EmbeddedStorage storage = EmbeddedStorage.open(place.settings(), List.of(NEW), Clock.systemUTC())) {
            RollupFillTest.awaitFilled(storage);
            int next = 2_000;
            while (storage.keptRollups().all().size() > 1) {
                storage.eventWriter().append(batch(next, next + 100));
                next += 100;
                assertThat(planned(storage, BY_PLAN)).isEqualTo(raw(storage, BY_PLAN));
            }
            assertServes(storage, BY_APP, "plans/day");
        }
    }

    private void keepOld() {
        try (EmbeddedStorage storage = prepare(OLD)) {
            storage.eventWriter().append(batch(0, 2_000));
            assertServes(storage, BY_PLAN, "plans/day");
        }
    }

    private EmbeddedStorage prepare(RollupDefinition... rollups) {
        return EmbeddedStorage.prepare(place.settings(), Optional.of(List.of(rollups)), Clock.systemUTC());
    }

    private static void assertServes(EmbeddedStorage storage, AggregateQuery query, String source) {
        assertThat(new Planner().plan(query, storage.rollups()).servedBy()).containsExactly(source);
        assertThat(planned(storage, query)).isEqualTo(raw(storage, query));
    }

    private static List<RollupDefinition> coverage(EmbeddedStorage storage) {
        return storage.rollups().stream().map(RollupCoverage::definition).toList();
    }

    private static List<Stage> stages(EmbeddedStorage storage) {
        return storage.figures().rollups().stream()
                .map(StorageFigures.Rollup::stage)
                .toList();
    }

    private static List<String> tables(EmbeddedStorage storage) {
        return storage.figures().tables().stream()
                .map(StorageFigures.Table::name)
                .toList();
    }
}
