package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A history and questions about it, around one scene. Pure data: the same case can be played for any tenants. */
public record StorageCase(Instant scene, List<EventDraft> history, List<QueryDraft> questions) {

    public StorageCase {
        history = List.copyOf(history);
        questions = List.copyOf(questions);
    }

    /** The events, no two of which are sendings of one event. */
    public List<Event> events(Tenants tenants) {
        List<Event> events = new ArrayList<>();
        for (EventDraft draft : history) {
            Event event = draft.event(tenants, scene);
            if (events.stream().noneMatch(earlier -> earlier.key().isSameEvent(event.key()))) {
                events.add(event);
            }
        }
        return List.copyOf(events);
    }

    /**
     * The questions, ordered only by what every store computes to the last bit: not by sums of floats that depend on the order of
     * adding.
     */
    public List<AggregateQuery> queries(TenantId tenant) {
        ExactOrder exact = new ExactOrder(history);
        return questions.stream()
                .map(question -> question.query(tenant, scene, exact))
                .toList();
    }

    /** The first of the questions. */
    public AggregateQuery query(TenantId tenant) {
        return queries(tenant).getFirst();
    }
}
