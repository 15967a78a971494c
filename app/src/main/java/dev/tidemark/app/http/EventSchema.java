package dev.tidemark.app.http;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.Alias;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The JSON schema of an event, made from the field catalogue. */
final class EventSchema {
    private EventSchema() {}

    static Map<String, Object> of() {
        var fields = new LinkedHashMap<String, Object>();
        Stream.of(Field.values()).filter(Field::isSent).forEach(field -> fields.put(field.label(), field(field)));
        fields.put(
                "properties",
                Map.of(
                        "type", "object",
                        "additionalProperties", true,
                        "description",
                                "Anything else. Nested objects are flattened with dots; at most 256 keys and 64 KiB."));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("type", "object");
        schema.put("required", List.of(Field.EVENT_TYPE.label()));
        schema.put("description", "Something that happened. Unknown fields become properties.");
        schema.put("properties", fields);
        schema.put("additionalProperties", true);
        return schema;
    }

    private static Map<String, Object> field(Field field) {
        var schema = new LinkedHashMap<String, Object>();
        switch (field.type()) {
            case TEXT -> {
                schema.put("type", "string");
                schema.put("maxLength", field.limit());
            }
            case INSTANT -> {
                schema.put("type", "string");
                schema.put("format", "date-time");
            }
            case INTEGER -> {
                schema.put("type", "integer");
                schema.put("format", "int64");
                schema.put("minimum", 0);
            }
            case DECIMAL -> {
                schema.put("type", "number");
                schema.put("multipleOf", 0.0001);
            }
            case FLOAT -> {
                schema.put("type", "number");
                schema.put("format", "double");
                schema.put("minimum", 0);
            }
            case IDENTIFIER -> schema.put("type", "string");
        }
        schema.put("description", description(field));
        return schema;
    }

    private static String description(Field field) {
        String uses = Stream.of(FieldRole.values())
                .filter(field::is)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(joining(", "));
        String aliases = field.aliases().stream().map(EventSchema::alias).collect(joining(", "));
        return Stream.of(
                        uses.isEmpty() ? "" : "May be: " + uses + ".",
                        aliases.isEmpty() ? "" : "Also sent as: " + aliases + ".")
                .filter(part -> !part.isEmpty())
                .collect(joining(" "));
    }

    private static String alias(Alias alias) {
        return alias.path() + (alias.factor() == 1 ? "" : " (× " + alias.factor() + ")");
    }
}
