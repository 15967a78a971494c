package dev.tidemark.app.metrics;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Pages of stored events, timed like other reads; whose there are is not a question of one tenant, and not timed. */
record MeteredStoredEvents(StoredEvents delegate, MeteredStorage meter) implements StoredEvents {

    @Override
    public SortedMap<TenantId, Long> tenants(Duration timeout) {
        return delegate.tenants(timeout);
    }

    @Override
    public Optional<EventPosition> read(EventsRead read, Consumer<Event> sink) {
        return meter.timedRead(
                new Asked(read.tenant(), "page of at most " + read.most() + " stored events"),
                () -> delegate.read(read, sink));
    }
}
