package dev.tidemark.testkit.body;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON the plain way: texts quoted, everything that needs it escaped. */
public final class JsonText {

    private JsonText() {}

    /** The event as a client would send it: each field under its own name, properties in their group. */
    public static String of(Event event) {
        List<String> members = new ArrayList<>();
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (value != null && field.isSent()) {
                members.add(quoted(field.label()) + ":" + value(value));
            }
        }
        List<String> properties = event.properties().entrySet().stream()
                .map(property -> quoted(property.getKey()) + ":" + quoted(property.getValue()))
                .toList();
        members.add("\"properties\":{" + String.join(",", properties) + "}");
        return "{" + String.join(",", members) + "}";
    }

    /** The text in quotation marks, all but plain ASCII escaped; unpaired surrogates survive that way. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    private static String value(Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case Double number -> number.toString();
            case BigDecimal number -> number.toPlainString();
            default -> quoted(value.toString());
        };
    }
}
