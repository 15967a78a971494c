package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Writes stored events as lines of JSON that come back without loss as {@link BodyFormat#STORED}: every field under its own name, times and amounts to the last digit, properties
 * as the texts they are. The tenant is not in them, nor what is derived.
 */
public final class StoredEventWriter implements Closeable {

    static final String PROPERTIES = "properties";

    private final JsonGenerator json;

    public StoredEventWriter(OutputStream out) {
        try {
            json = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether lines have it. */
    static boolean isWritten(Field field) {
        return field != Field.TENANT_ID && field != Field.ACTOR_ID;
    }

    /** @throws UncheckedIOException if the stream fails */
    public void write(Event event) {
        try {
            json.writeStartObject();
            for (Field field : Field.values()) {
                Object value = event.value(field);
                if (value != null && isWritten(field)) {
                    json.writeFieldName(field.label());
                    write(value);
                }
            }
            writeProperties(event.properties());
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Object value) throws IOException {
        switch (value) {
            case Long number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            default -> json.writeString(value.toString());
        }
    }

    private void writeProperties(Map<String, String> properties) throws IOException {
        if (properties.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(PROPERTIES);
        for (Map.Entry<String, String> property : properties.entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
