package dev.tidemark.domain.behavior;

import dev.tidemark.domain.event.Event;
import java.util.Comparator;
import java.util.UUID;

/** The one order of events: by timestamp, then by id as its text reads, that is as a number of 128 bits without a sign. */
public final class EventOrder {

    private static final Comparator<UUID> IDS = (left, right) -> {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    };

    /** Earliest first. Events of one tenant are never equal in it, unless their ids are. */
    public static final Comparator<Event> EARLIEST_FIRST =
            Comparator.comparing(Event::timestamp).thenComparing(Event::id, IDS);

    private EventOrder() {}
}
