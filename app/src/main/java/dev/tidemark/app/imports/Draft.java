package dev.tidemark.app.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.domain.event.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An event being put together from texts, under the names that the server knows: fields, their aliases, anything else for a
 * property. What is empty is absent; what is set first stays. Numbers are sent as the texts they are; the server reads them.
 */
final class Draft {
    /** Before the name of a property that must not be taken for a field. */
    private static final String PROPERTY_PREFIX = "properties.";

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> members = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    Draft put(String name, String value) {
        if (!value.isEmpty()) {
            if (name.startsWith(PROPERTY_PREFIX)) {
                properties.putIfAbsent(name.substring(PROPERTY_PREFIX.length()), value);
            } else {
                members.putIfAbsent(name, value);
            }
        }
        return this;
    }

    Draft put(Field field, String value) {
        return put(field.label(), value);
    }

    /** The names that have values, without those of properties that bear the prefix. */
    Set<String> names() {
        return Set.copyOf(members.keySet());
    }

    /** One line of JSON without its end. */
    byte[] json() {
        var bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            write(json, members);
            if (!properties.isEmpty()) {
                json.writeObjectFieldStart("properties");
                write(json, properties);
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Map<String, String> values) throws IOException {
        for (var value : values.entrySet()) {
            json.writeStringField(value.getKey(), value.getValue());
        }
    }
}
