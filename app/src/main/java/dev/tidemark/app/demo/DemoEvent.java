package dev.tidemark.app.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** One event in the making, as nested maps that become its JSON. */
final class DemoEvent {

    private final Map<String, Object> values = new LinkedHashMap<>();

    static DemoEvent of(String type) {
        return new DemoEvent().put("event_type", type);
    }

    DemoEvent put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    DemoEvent property(String name, Object value) {
        return inGroup("properties", name, value);
    }

    /** Puts a value into a nested group such as {@code device_info}. */
    @SuppressWarnings("unchecked")
    DemoEvent inGroup(String group, String name, Object value) {
        ((Map<String, Object>) values.computeIfAbsent(group, key -> new LinkedHashMap<String, Object>()))
                .put(name, value);
        return this;
    }

    Map<String, Object> values() {
        return values;
    }
}
