package dev.tidemark.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.behavior.EventOrder;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Events of a list: all of them sorted for every page. */
record ReferenceStoredEvents(List<Event> events) implements StoredEvents {

    @Override
    public SortedMap<TenantId, Long> tenants(Duration timeout) {
        return events.stream().collect(groupingBy(Event::tenant, TreeMap::new, counting()));
    }

    @Override
    public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
        List<Event> left = events.stream()
                .filter(event -> event.tenant().equals(read.tenant()))
                .filter(event -> read.receivedFrom()
                        .map(from -> !event.receivedAt().isBefore(from))
                        .orElse(true))
                .filter(event -> read.after()
                        .map(after -> EventPosition.of(event).compareTo(after) > 0)
                        .orElse(true))
                .sorted(EventOrder.EARLIEST_FIRST)
                .toList();
        List<Event> page = left.subList(0, Math.min(left.size(), read.most()));
        page.forEach(sink);
        return left.size() > page.size() ? Optional.of(EventPosition.of(page.getLast())) : Optional.empty();
    }
}
