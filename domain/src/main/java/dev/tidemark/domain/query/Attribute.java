package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.FieldType;
import org.jspecify.annotations.Nullable;

/** Something that can be read off an event: a field of the catalogue, or a property. */
public sealed interface Attribute {

    /** How a property is told from a field in names. */
    String PROPERTY_PREFIX = "properties.";

    static Attribute of(Field field) {
        return new OfField(field);
    }

    static Attribute ofProperty(String key) {
        return new OfProperty(key);
    }

    /** The name users write: {@code platform}, {@code properties.plan}. */
    String label();

    /** The type of its values. A property is text, whose decimal numbers also count as 64-bit floats. */
    FieldType type();

    /** Whether a query may use it so. A property may serve every purpose. */
    boolean is(FieldRole role);

    /** The event's value, or null where it has none. */
    @Nullable
    Object valueIn(Event event);

    /** A field of the catalogue. */
    record OfField(Field field) implements Attribute {
        public OfField {
            requireNonNull(field, "field is null");
        }

        @Override
        public String label() {
            return field.label();
        }

        @Override
        public FieldType type() {
            return field.type();
        }

        @Override
        public boolean is(FieldRole role) {
            return field.is(role);
        }

        @Override
        public @Nullable Object valueIn(Event event) {
            return event.value(field);
        }
    }

    /** A property, by its flattened key. */
    record OfProperty(String key) implements Attribute {
        public OfProperty {
            requireNonNull(key, "key is null");
            if (key.isEmpty()) {
                throw new IllegalArgumentException("property has no key, expected properties.<key>");
            }
        }

        @Override
        public String label() {
            return PROPERTY_PREFIX + key;
        }

        @Override
        public FieldType type() {
            return FieldType.TEXT;
        }

        @Override
        public boolean is(FieldRole role) {
            return true;
        }

        @Override
        public @Nullable Object valueIn(Event event) {
            return event.properties().get(key);
        }
    }
}
