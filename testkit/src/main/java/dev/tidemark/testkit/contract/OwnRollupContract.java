package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.RollupCase;
import dev.tidemark.testkit.generate.Tenants;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * What a store promises of rollups that operators define: whatever they hold, and whether they are added to a store with events,
 * defined anew, or taken away, every planned answer at any moment is that of the raw events.
 */
public interface OwnRollupContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD / 20)
    default void aRollupAddedToEventsGivesTheRawAnswerAtAnyMoment(
            @ForAll(supplier = RollupCase.Any.class) RollupCase sample,
            @ForAll @IntRange(min = 0, max = 40) int before,
            @ForAll @IntRange(min = 1, max = 10) int batch) {
        Tenants tenants = Tenants.fresh();
        List<Event> events = sample.events(tenants);
        List<AggregateQuery> queries = sample.queries(tenants.get(0));
        ReferenceStorage reference = new ReferenceStorage();
        int stored = Math.min(before, events.size());
        int changed = (stored + events.size()) / 2;
        try (TestDatabase database = emptyDatabase()) {
            try (Storage storage = database.open(List.of())) {
                write(events.subList(0, stored), batch, storage, reference, queries);
            }
            try (Storage storage = database.open(List.of(sample.first()))) {
                write(events.subList(stored, changed), batch, storage, reference, queries);
            }
            try (Storage storage = database.open(List.of(sample.second()))) {
                write(events.subList(changed, events.size()), batch, storage, reference, queries);
                RollupCoverage complete = awaitComplete(sample.second(), storage);
                assertAnswers(storage, reference, queries, List.of(complete));
            }
            try (Storage storage = database.open(List.of())) {
                assertThat(storage.rollups()).isEmpty();
                write(List.of(), batch, storage, reference, queries);
            }
        }
    }

    private static void write(
            List<Event> events, int batch, Storage storage, ReferenceStorage reference, List<AggregateQuery> queries) {
        assertAnswers(storage, reference, queries, storage.rollups());
        for (int from = 0; from < events.size(); from += batch) {
            List<Event> next = events.subList(from, Math.min(events.size(), from + batch));
            Play.append(storage.eventWriter(), next, batch);
            Play.append(reference, next, batch);
            assertAnswers(storage, reference, queries, storage.rollups());
        }
    }

    /** By the plan that the rollups of a moment ago allow, as for a query that has to wait for its turn. */
    private static void assertAnswers(
            Storage storage, ReferenceStorage reference, List<AggregateQuery> queries, List<RollupCoverage> rollups) {
        for (AggregateQuery query : queries) {
            Plan plan = new Planner().plan(query, rollups);
            new AnswerAssert(query, plan)
                    .isSame(Play.answer(storage, query, plan), Play.answer(reference, query, plan));
        }
    }

    private static RollupCoverage awaitComplete(RollupDefinition wanted, Storage storage) {
        long end = System.nanoTime() + Play.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (RollupCoverage rollup : storage.rollups()) {
                boolean isComplete = rollup.definition().equals(wanted)
                        && rollup.complete().stream()
                                .anyMatch(range -> range.intersection(AggregateReaderContract.WHOLE.range())
                                        .equals(Optional.of(AggregateReaderContract.WHOLE.range())));
                if (isComplete) {
                    return rollup;
                }
            }
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError(wanted + " is not complete after " + Play.PATIENCE + ": " + storage.rollups());
    }
}
