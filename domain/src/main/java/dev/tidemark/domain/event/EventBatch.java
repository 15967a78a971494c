package dev.tidemark.domain.event;

import java.util.List;

/**
 * Events that are stored together or not at all, of one or several tenants, in the order they were accepted. No two of them are
 * the same event: duplicates are dropped before a batch is made.
 */
public record EventBatch(List<Event> events) {

    public EventBatch {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a batch has no events, expected at least one");
        }
    }

    public int size() {
        return events.size();
    }
}
