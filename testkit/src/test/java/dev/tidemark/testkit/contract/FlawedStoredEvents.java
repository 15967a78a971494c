package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** The reference's pages of events, with one mistake. */
record FlawedStoredEvents(List<Event> events, Flaw flaw) implements StoredEvents {

    private StoredEvents right() {
        ReferenceStorage storage = new ReferenceStorage();
        if (!events.isEmpty()) {
            storage.append(new EventBatch(events));
        }
        return storage.storedEvents();
    }

    @Override
    public SortedMap<TenantId, Long> tenants(Duration timeout) {
        return flaw.counted(right().tenants(timeout));
    }

    @Override
    public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
        return flaw.next(right().read(flaw.asked(read), event -> sink.accept(flaw.handedOver(event))));
    }
}
