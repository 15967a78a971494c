package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events and bodies of events for tests. */
public final class Bodies {
    public static final TenantId TENANT = new TenantId("acme");
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Bodies() {}

    public static Event event(long id, Instant timestamp, String type) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, new UUID(0, id))
                .set(Field.EVENT_TYPE, type)
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.TIMESTAMP, timestamp)
                .build();
    }

    public static Event event(long id) {
        return event(id, NOW, "screen_view");
    }

    /** Events with the ids {@code from} up to but not including {@code to}. */
    public static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(Bodies::event).toList();
    }

    public static byte[] body(List<Event> events, Rejection... rejections) {
        return new EventCodec().encode(new IntakeRecord(TENANT, "http", NOW, events, Arrays.asList(rejections), false));
    }

    public static Rejection rejection(int index) {
        return new Rejection(index, new Violation(RejectionCode.MISSING_FIELD, "event_type is missing"), "{}");
    }
}
