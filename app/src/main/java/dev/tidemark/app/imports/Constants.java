package dev.tidemark.app.imports;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.tidemark.domain.event.Field;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Values that every event of an import gets unless it has its own. They belong to the identity of its events. */
public final class Constants {
    private final Map<String, String> values;
    private final Map<String, Set<String>> synonyms;

    /**
     * @param values by name of a field or a property
     * @throws IllegalArgumentException if a name or value is empty, or one would be the same for all events or belongs to the server
     */
    public Constants(Map<String, String> values) {
        values.forEach(Constants::check);
        this.values = new TreeMap<>(values);
        synonyms = values.keySet().stream().collect(toUnmodifiableMap(name -> name, FieldNames::synonyms));
    }

    private static void check(String name, String value) {
        if (name.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + name + "=" + value + "' cannot be set: expected a name and a value");
        }
        Optional<Field> field = FieldNames.field(name);
        if (field.equals(Optional.of(Field.TENANT_ID)) || field.equals(Optional.of(Field.EVENT_ID))) {
            throw new IllegalArgumentException(
                    "'" + name + "' cannot be set: the tenant is that of the key, and every event has its own id");
        }
    }

    /** One text for each value, in one order, whatever order they were given in. */
    List<String> scope() {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
    }

    /**
     * Adds what the event does not have.
     *
     * @param present the names the event has values for
     */
    void addTo(Draft draft, Set<String> present) {
        values.forEach((name, value) -> {
            if (Collections.disjoint(present, synonyms.getOrDefault(name, Set.of(name)))) {
                draft.put(name, value);
            }
        });
    }
}
