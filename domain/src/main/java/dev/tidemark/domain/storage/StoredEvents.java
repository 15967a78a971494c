package dev.tidemark.domain.storage;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * Hands over stored events as they are, in their one order, page by page: so events get out of a store whole. Sees every batch whose append has returned.
 *
 * <p>Who reads page after page until there are no more gets every event that was stored before the first page began and was not deleted meanwhile, once. Of events that are stored meanwhile
 * it gets those behind the position it has reached.
 *
 * <p>Every method throws {@link StorageException} of category OVERLOADED if the read exceeds the time given or the store's memory or its thread was interrupted, which ends it soon.
 */
public interface StoredEvents {

    /** How many events of each tenant there are. A tenant without events is not among them. */
    SortedMap<TenantId, Long> tenants(Duration timeout);

    /**
     * Hands over a page: the first events after a position, ascending by {@link EventPosition}, each equal to what was appended, with its properties in any order. The page need not fit into memory.
     *
     * @return after which position the next page begins, which is that of the last event handed over, or one after it before which nothing more was stored; empty if there are no more events
     */
    Optional<EventPosition> read(EventsRead read, Consumer<Event> sink);
}
