package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Counts the events of a body that came before: in the body itself, or lately. */
final class Duplicates {

    private Duplicates() {}

    static int count(List<Event> events, RecentIds recent) {
        Map<UUID, Instant> seen = HashMap.newHashMap(events.size());
        int duplicates = 0;
        for (Event event : events) {
            EventKey key = event.key();
            Instant earlier = seen.put(key.id(), key.timestamp());
            boolean repeated = earlier != null && new EventKey(key.tenant(), key.id(), earlier).isSameEvent(key);
            if (repeated || recent.contains(key)) {
                duplicates++;
            }
        }
        return duplicates;
    }
}
