package dev.tidemark.ingestion.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.Properties;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/** Reads stored events as {@link StoredEventWriter} writes them. Unlike a client's event nothing is converted, guessed, or filled in, and what is not exactly so is refused. */
final class StoredEventReader {

    private StoredEventReader() {}

    /** Reads the object whose opening brace is the parser's current token, up to its closing brace. */
    static Event read(JsonParser json, TenantId tenant) throws IOException, InvalidEventException {
        Event.Builder event = Event.builder(tenant);
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            JsonToken token = json.nextToken();
            if (name.equals(StoredEventWriter.PROPERTIES)) {
                readProperties(json, token, event);
            } else {
                readField(json, token, name, event);
            }
        }
        for (Field field : new Field[] {Field.EVENT_ID, Field.EVENT_TYPE, Field.TIMESTAMP, Field.RECEIVED_AT}) {
            if (event.get(field) == null) {
                throw new InvalidEventException(
                        RejectionCode.MISSING_FIELD, field.label() + " is missing, which every stored event has");
            }
        }
        return event.build();
    }

    private static void readField(JsonParser json, JsonToken token, String name, Event.Builder event)
            throws IOException, InvalidEventException {
        Field field = Field.ofLabel(name)
                .filter(StoredEventWriter::isWritten)
                .orElseThrow(() -> wrong(
                        "'" + name + "' is no field of a stored event; was this exported by a later version, or is it"
                                + " no export?"));
        if (event.get(field) != null) {
            throw wrong(name + " is there twice");
        }
        Object value = value(json, token, field);
        Optional<Violation> violation = FieldLimits.check(field, value);
        if (violation.isPresent()) {
            throw new InvalidEventException(violation.get());
        }
        event.set(field, value);
    }

    private static Object value(JsonParser json, JsonToken token, Field field)
            throws IOException, InvalidEventException {
        boolean isNumber = token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (field.type().isNumber() ? !isNumber : token != JsonToken.VALUE_STRING) {
            throw wrong(field.label() + " is " + token.asString() + ", expected "
                    + (field.type().isNumber() ? "a number" : "a text"));
        }
        String text = json.getText();
        try {
            return switch (field.type()) {
                case TEXT -> clean(field.label(), text);
                case IDENTIFIER -> id(text);
                case INSTANT -> storable(field, Instant.parse(text));
                case INTEGER -> Long.valueOf(text);
                case DECIMAL -> amount(text);
                case FLOAT -> Double.valueOf(text);
            };
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw wrong(field.label() + " is '" + (text.length() > 64 ? text.substring(0, 64) + "…" : text)
                    + "', which is no value that a stored event has");
        }
    }

    /** Bounded before it is calculated with: a short text with an exponent may stand for a number that fills the memory. */
    private static BigDecimal amount(String text) {
        if (text.length() > 2 * FieldLimits.DECIMAL_PRECISION || Numbers.isExponential(text)) {
            throw new NumberFormatException(text);
        }
        return new BigDecimal(text).setScale(FieldLimits.DECIMAL_SCALE);
    }

    private static UUID id(String text) throws InvalidEventException {
        UUID id = Identifiers.of(text);
        if (!id.toString().equals(text)) {
            throw wrong("event_id is no UUID in lower case, expected one such as 0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab");
        }
        return id;
    }

    private static Instant storable(Field field, Instant moment) throws InvalidEventException {
        if (!FieldLimits.STORABLE.contains(moment)) {
            throw new InvalidEventException(
                    RejectionCode.OUT_OF_RANGE,
                    field.label() + " is " + moment + ", expected " + FieldLimits.STORABLE.from()
                            + " or later, and before " + FieldLimits.STORABLE.to());
        }
        return moment;
    }

    private static void readProperties(JsonParser json, JsonToken token, Event.Builder event)
            throws IOException, InvalidEventException {
        if (token != JsonToken.START_OBJECT || !event.properties().isEmpty()) {
            throw wrong("properties are no object, or there twice");
        }
        long bytes = 0;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() != JsonToken.VALUE_STRING) {
                throw wrong("a property is no text, which those of stored events are");
            }
            String key = clean("a property's name", name);
            String value = clean("a property", json.getText());
            if (event.properties().containsKey(key)) {
                throw wrong("a property is there twice");
            }
            event.property(key, value);
            bytes += Utf8Length.of(key) + Utf8Length.of(value);
            if (bytes > Properties.MAX_BYTES || event.properties().size() > Properties.MAX_KEYS) {
                throw new InvalidEventException(
                        RejectionCode.TOO_MANY_PROPERTIES,
                        "the event has more than " + Properties.MAX_KEYS + " properties, or more than "
                                + Properties.MAX_BYTES + " bytes of them");
            }
        }
    }

    private static String clean(String name, String text) throws InvalidEventException {
        if (text.isEmpty() || !Text.clean(text).equals(text)) {
            throw wrong(name + " is empty, or holds characters that are stored nowhere");
        }
        return text;
    }

    private static InvalidEventException wrong(String message) {
        return new InvalidEventException(RejectionCode.WRONG_TYPE, message);
    }
}
