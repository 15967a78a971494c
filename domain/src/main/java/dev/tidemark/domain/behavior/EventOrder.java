package dev.tidemark.domain.behavior;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import java.util.Comparator;

/** The one order of events, that of their {@link EventPosition positions}. */
public final class EventOrder {

    /** Earliest first. Events of one tenant are never equal in it, unless their ids are. */
    public static final Comparator<Event> EARLIEST_FIRST =
            Comparator.comparing(Event::timestamp).thenComparing(Event::id, EventPosition.IDS);

    private EventOrder() {}
}
