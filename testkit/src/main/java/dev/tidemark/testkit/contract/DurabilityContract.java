package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.testkit.ReferenceStorage;
import dev.tidemark.testkit.generate.StorageCase;
import dev.tidemark.testkit.generate.StorageCases;
import dev.tidemark.testkit.generate.Tenants;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What was written stays: across closing and opening, in raw events and in rollups. */
public interface DurabilityContract extends StoreUnderTest {

    @Property(tries = ContractLifecycle.STANDARD / 25)
    default void whatWasWrittenIsThereAfterOpeningAgain(
            @ForAll(supplier = StorageCases.WithFewForRollups.class) StorageCase sample,
            @ForAll @IntRange(min = 1, max = 40) int perSession) {
        Tenants tenants = Tenants.fresh();
        List<Event> events = sample.events(tenants);
        AggregateQuery query = sample.query(tenants.get(0));
        ReferenceStorage reference = new ReferenceStorage();
        try (TestDatabase database = emptyDatabase()) {
            int sessions = Math.min(3, Math.ceilDiv(events.size(), perSession));
            for (int session = 0; session <= sessions; session++) {
                try (Storage storage = database.open()) {
                    assertHolds(storage, reference, query, events);
                    int from = Math.min(events.size(), session * perSession);
                    int to = session == sessions ? from : Math.min(events.size(), from + perSession);
                    Play.append(storage.eventWriter(), events.subList(from, to), 5);
                    Play.append(reference, events.subList(from, to), 5);
                }
            }
            try (Storage storage = database.open()) {
                assertHolds(storage, reference, query, events);
            }
        }
    }

    private static void assertHolds(
            Storage storage, ReferenceStorage reference, AggregateQuery query, List<Event> events) {
        for (Plan plan : List.of(Plan.raw(query.buckets().range()), new Planner().plan(query, storage.rollups()))) {
            new AnswerAssert(query, plan)
                    .isSame(Play.answer(storage, query, plan), Play.answer(reference, query, plan));
        }
        List<EventKey> keys = events.stream().map(Event::key).toList();
        assertThat(storage.eventIds().stored(keys)).isEqualTo(reference.stored(keys));
    }
}
