package dev.tidemark.app.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tidemark.domain.event.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Completes a line of NDJSON by what it lacks: id, timestamp, constants. The line itself goes out byte by byte as it came in, so
 * that no number changes its digits; of a name that stands twice, the server takes the last. A line that is no object goes out unchanged; the server says what is wrong and keeps it.
 */
final class NdjsonEvent {
    private static final JsonFactory JSON = new JsonFactory();

    private final Constants constants;

    NdjsonEvent(Constants constants) {
        this.constants = constants;
    }

    Conversion complete(byte[] line, UUID id, Instant firstRead) {
        return new Conversion.Event(members(line)
                .map(members -> completed(line, members, id, firstRead))
                .orElse(line));
    }

    private byte[] completed(byte[] line, Members members, UUID id, Instant firstRead) {
        Set<String> names = members.present();
        var missing = new Draft();
        if (!names.contains(Field.EVENT_ID.label())) {
            missing.put(Field.EVENT_ID, id.toString());
        }
        if (!names.contains(Field.TIMESTAMP.label())) {
            missing.put(Field.TIMESTAMP, firstRead.toString());
        }
        constants.addTo(missing, names);
        return merged(missing.json(), line, members.none());
    }

    /** Puts the members of one object before those of another. */
    private static byte[] merged(byte[] missing, byte[] line, boolean isEmpty) {
        if (missing.length == 2) {
            return line;
        }
        int start = 0;
        while (line[start] != '{') {
            start++;
        }
        var merged = new ByteArrayOutputStream(missing.length + line.length);
        merged.write(missing, 0, missing.length - 1);
        if (!isEmpty) {
            merged.write(',');
        }
        merged.write(line, start + 1, line.length - start - 1);
        return merged.toByteArray();
    }

    /** What the object holds; empty if the line is no object. */
    private static Optional<Members> members(byte[] line) {
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var present = new HashSet<String>();
            boolean none = true;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                none = false;
                String name = json.currentName();
                if (hasValue(json, json.nextToken())) {
                    present.add(name);
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? Optional.of(new Members(present, none)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean hasValue(JsonParser json, JsonToken value) throws IOException {
        return value != JsonToken.VALUE_NULL && !(value == JsonToken.VALUE_STRING && json.getTextLength() == 0);
    }

    /**
     * The members of an object.
     *
     * @param present names of those with a value; null and the empty text are none
     * @param none whether it has no members at all
     */
    private record Members(Set<String> present, boolean none) {}
}
