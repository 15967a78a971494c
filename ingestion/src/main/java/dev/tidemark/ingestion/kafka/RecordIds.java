package dev.tidemark.ingestion.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** Ids of events that come without one, from where their record is: whoever reads it again makes the same. Each thread decodes one record at a time. */
public final class RecordIds implements Function<Instant, UUID> {
    private final ThreadLocal<Place> current = ThreadLocal.withInitial(Place::new);

    private static final class Place {
        private String record = "";
        private int events;
    }

    /** The calling thread decodes this record from now on. */
    void begin(String topic, int partition, long offset) {
        Place place = current.get();
        place.record = topic + "/" + partition + "/" + offset;
        place.events = 0;
    }

    @Override
    public UUID apply(Instant now) {
        Place place = current.get();
        if (place.record.isEmpty()) {
            throw new IllegalStateException("no record has begun on this thread, expected one");
        }
        return UUID.nameUUIDFromBytes((place.record + "/" + place.events++).getBytes(UTF_8));
    }
}
