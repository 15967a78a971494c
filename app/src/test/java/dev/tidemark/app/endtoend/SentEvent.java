package dev.tidemark.app.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * An event as a client sends it.
 *
 * @param number tells it from all others of all apps; sent as the property {@code n}
 * @param fields by their names
 */
record SentEvent(String number, Map<String, Object> fields) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A filter that every event of this kind passes and that no rollup can answer. */
    static final String IS_ONE = """
            {"exists": "properties.n"}""";

    SentEvent {
        fields = Map.copyOf(fields);
    }

    String json() {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("event_id", "event " + number);
        body.put("properties", Map.of("n", number));
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The field's value as answers show it: {@code null} in letters where there is none. */
    String text(String field) {
        return Objects.toString(fields.get(field));
    }

    static String array(List<SentEvent> events) {
        return events.stream().map(SentEvent::json).collect(Collectors.joining(",", "[", "]"));
    }
}
