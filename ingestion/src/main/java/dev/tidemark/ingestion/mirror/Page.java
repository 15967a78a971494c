package dev.tidemark.ingestion.mirror;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stored events of one tenant.
 *
 * @param next after which position there may be more; empty if these were the last
 */
record Page(List<Event> events, Optional<EventPosition> next) {
    /** Of large events a page holds fewer, so that it fits into memory. */
    private static final long MOST_CHARACTERS = 8 << 20;

    static Page read(StoredEvents stored, EventsRead read) {
        Taken taken = new Taken();
        Optional<EventPosition> next = stored.read(read, taken::add);
        return new Page(taken.events, taken.cutOff ? Optional.of(EventPosition.of(taken.events.getLast())) : next);
    }

    private static final class Taken {
        private final List<Event> events = new ArrayList<>();
        private long characters;
        private boolean cutOff;

        void add(Event event) {
            if (characters >= MOST_CHARACTERS) {
                cutOff = true;
                return;
            }
            events.add(event);
            characters += characters(event);
        }
    }

    private static long characters(Event event) {
        long characters = 0;
        for (Field field : Field.values()) {
            if (event.value(field) instanceof String text) {
                characters += text.length();
            }
        }
        for (Map.Entry<String, String> property : event.properties().entrySet()) {
            characters += property.getKey().length() + property.getValue().length();
        }
        return characters;
    }
}
