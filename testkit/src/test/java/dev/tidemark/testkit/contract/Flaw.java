package dev.tidemark.testkit.contract;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.behavior.RollingQuery;
import dev.tidemark.domain.behavior.SessionQuery;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.storage.AggregateRead;
import dev.tidemark.domain.storage.AggregateRows;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** One mistake that an adapter could make. Whatever is not overridden is right. */
interface Flaw {

    default void write(List<Event> batch, List<Event> stored) {
        stored.addAll(batch);
    }

    default AggregateRead asked(AggregateRead read) {
        return read;
    }

    default boolean isVisible(TenantId owner, TenantId reader) {
        return owner.equals(reader);
    }

    default List<Event> seen(List<Event> own, AggregateRead read) {
        return own;
    }

    default AggregateRows answered(AggregateRows right, AggregateRead read) {
        return right;
    }

    default List<Event> seenOfDay(List<Event> stored, LocalDate day) {
        return stored;
    }

    default Set<EventKey> stored(List<Event> stored, Set<EventKey> right, Collection<EventKey> keys) {
        return right;
    }

    default void reopen(List<Event> stored) {}

    default List<Event> seenOfBehavior(List<Event> stored) {
        return stored;
    }

    default RollingQuery asked(RollingQuery query) {
        return query;
    }

    default CohortQuery asked(CohortQuery query) {
        return query;
    }

    default FunnelQuery asked(FunnelQuery query) {
        return query;
    }

    default SessionQuery asked(SessionQuery query) {
        return query;
    }

    default PathQuery asked(PathQuery query) {
        return query;
    }

    default LatestQuery asked(LatestQuery query) {
        return query;
    }

    default EventsRead asked(EventsRead read) {
        return read;
    }

    default Event handedOver(Event event) {
        return event;
    }

    default Optional<EventPosition> next(Optional<EventPosition> right) {
        return right;
    }

    default SortedMap<TenantId, Long> counted(SortedMap<TenantId, Long> right) {
        return right;
    }
}
