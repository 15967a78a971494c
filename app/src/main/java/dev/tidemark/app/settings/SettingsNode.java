package dev.tidemark.app.settings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place in the settings file and what stands there, for settings that are more than one value. */
record SettingsNode(String place, @Nullable Object value) {

    /** What stands under this key of {@code tidemark}. */
    static SettingsNode of(SettingsFile file, String key) {
        Object value = file.tree().get("tidemark") instanceof Map<?, ?> ours ? ours.get(key) : null;
        return new SettingsNode("tidemark." + key + " in " + file.path().getFileName(), value);
    }

    SettingsNode child(String key) {
        return new SettingsNode(place + ", " + key, value instanceof Map<?, ?> map ? map.get(key) : null);
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.get(key) != null;
    }

    List<String> keys() {
        return switch (value) {
            case null -> List.of();
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
            default -> throw wrong("a mapping of fields");
        };
    }

    List<SettingsNode> items() {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("a list");
        }
        var items = new ArrayList<SettingsNode>();
        for (Object item : list) {
            items.add(new SettingsNode(place + "[" + items.size() + "]", item));
        }
        return items;
    }

    String text() {
        if (value == null || value instanceof Map || value instanceof List) {
            throw wrong("a text");
        }
        return value.toString();
    }

    @Nullable
    BigDecimal number() {
        try {
            return value == null ? null : new BigDecimal(value.toString());
        } catch (NumberFormatException e) {
            throw wrong("a number");
        }
    }

    void requireKeys(Set<String> allowed) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong("a mapping with "
                    + String.join(", ", allowed.stream().sorted().toList()));
        }
        var unknown = new HashSet<Object>(map.keySet());
        unknown.removeAll(allowed);
        if (!unknown.isEmpty()) {
            throw new SettingsException(place + " has " + unknown + ", expected only "
                    + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    SettingsException wrong(String expected) {
        return new SettingsException(place + " is '" + value + "', expected " + expected);
    }
}
