package dev.tidemark.testkit.generate;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An event before it is known whose it is and around which instant it plays.
 *
 * @param tenant position among the {@link Tenants} of the case
 * @param offset milliseconds from the scene
 */
public record EventDraft(
        int tenant, UUID id, String type, long offset, Map<Field, Object> values, Map<String, String> properties) {

    /** Makes the event. */
    public Event event(Tenants tenants, Instant scene) {
        Event.Builder builder = Event.builder(tenants.get(tenant))
                .set(Field.EVENT_ID, id)
                .set(Field.EVENT_TYPE, type)
                .set(Field.RECEIVED_AT, scene)
                .set(Field.TIMESTAMP, scene.plusMillis(offset));
        values.forEach(builder::set);
        properties.forEach(builder::property);
        return builder.build();
    }
}
