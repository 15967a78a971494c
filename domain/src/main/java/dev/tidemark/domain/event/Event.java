package dev.tidemark.domain.event;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened: a value for some of the catalogue's fields, and properties beyond it. Immutable. Every value is within
 * the limits of the catalogue, so nothing behind the entrance has to check again.
 */
@SuppressWarnings(
        "EnumOrdinal") // values lie in an array by ordinal: millions of events pass here, and no ordinal leaves this
// class
public final class Event {

    private final TenantId tenant;
    private final @Nullable Object[] values;
    private final Map<String, String> properties;

    private Event(TenantId tenant, @Nullable Object[] values, Map<String, String> properties) {
        this.tenant = tenant;
        this.values = values;
        this.properties = properties;
    }

    public static Builder builder(TenantId tenant) {
        return new Builder(tenant);
    }

    public TenantId tenant() {
        return tenant;
    }

    public UUID id() {
        return (UUID) present(Field.EVENT_ID);
    }

    public String type() {
        return (String) present(Field.EVENT_TYPE);
    }

    /** When it happened, by the client's clock; whole milliseconds. */
    public Instant timestamp() {
        return (Instant) present(Field.TIMESTAMP);
    }

    /** When the server took it; whole milliseconds. */
    public Instant receivedAt() {
        return (Instant) present(Field.RECEIVED_AT);
    }

    public EventKey key() {
        return new EventKey(tenant, id(), timestamp());
    }

    /** The field's value, of the Java class of its type; null where the event has none. */
    public @Nullable Object value(Field field) {
        return values[field.ordinal()];
    }

    /** Everything beyond the catalogue, in the order sent; values are canonical text, never empty. */
    public Map<String, String> properties() {
        return properties;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Event event
                && Arrays.equals(values, event.values)
                && properties.equals(event.properties);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(values) + properties.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Event{");
        for (Field field : Field.values()) {
            if (values[field.ordinal()] != null) {
                text.append(field.label())
                        .append('=')
                        .append(values[field.ordinal()])
                        .append(", ");
            }
        }
        return text.append("properties=").append(properties).append('}').toString();
    }

    private Object present(Field field) {
        return requireNonNull(values[field.ordinal()], field.label());
    }

    /** Collects the values of one event. Not for reuse after {@link #build()}. */
    public static final class Builder {

        private final TenantId tenant;
        private final @Nullable Object[] values = new @Nullable Object[Field.values().length];
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder(TenantId tenant) {
            this.tenant = requireNonNull(tenant, "tenant is null");
            values[Field.TENANT_ID.ordinal()] = tenant.value();
        }

        /**
         * Sets a field, replacing what was set before. A negative zero becomes zero: they are equal, and not every store finds the one by the other.
         *
         * @throws IllegalArgumentException if the value breaks the field's limits, see {@link FieldLimits#check}
         */
        public Builder set(Field field, Object value) {
            FieldLimits.check(field, value).ifPresent(violation -> {
                throw new IllegalArgumentException(violation.message());
            });
            if (field == Field.TENANT_ID && !value.equals(tenant.value())) {
                throw new IllegalArgumentException("tenant_id is " + value + ", expected " + tenant);
            }
            values[field.ordinal()] = value instanceof Double number ? (Object) (number + 0.0) : value;
            return this;
        }

        /** What has been set so far, or null. */
        public @Nullable Object get(Field field) {
            return values[field.ordinal()];
        }

        /** Sets a property, replacing what was set before. Neither key nor value may be empty. */
        public Builder property(String key, String value) {
            if (key.isEmpty() || value.isEmpty()) {
                throw new IllegalArgumentException(
                        "property '" + key + "' is '" + value + "', expected neither to be empty");
            }
            properties.put(key, value);
            return this;
        }

        /** The properties set so far; a view. */
        public Map<String, String> properties() {
            return Collections.unmodifiableMap(properties);
        }

        /**
         * Derives the actor and builds the event. An absent timestamp becomes the time of receipt.
         *
         * @throws IllegalArgumentException if id, type or time of receipt are missing
         */
        public Event build() {
            requirePresent(Field.EVENT_ID);
            requirePresent(Field.EVENT_TYPE);
            requirePresent(Field.RECEIVED_AT);
            if (values[Field.TIMESTAMP.ordinal()] == null) {
                values[Field.TIMESTAMP.ordinal()] = values[Field.RECEIVED_AT.ordinal()];
            }
            values[Field.ACTOR_ID.ordinal()] = firstPresent(Field.USER_ID, Field.ANONYMOUS_ID, Field.DEVICE_ID);
            return new Event(tenant, values, Collections.unmodifiableMap(properties));
        }

        private void requirePresent(Field field) {
            if (values[field.ordinal()] == null) {
                throw new IllegalArgumentException(field.label() + " is missing");
            }
        }

        private @Nullable Object firstPresent(Field... fields) {
            for (Field field : fields) {
                if (values[field.ordinal()] != null) {
                    return values[field.ordinal()];
                }
            }
            return null;
        }
    }
}
