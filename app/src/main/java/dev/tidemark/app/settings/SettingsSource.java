package dev.tidemark.app.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All values that were set, by the name of their variable. The environment comes before the file. A key of the file stands
 * for the variable that is spelled like it: {@code tidemark.http.port} for {@code TIDEMARK_HTTP_PORT}.
 */
final class SettingsSource {
    private static final String PREFIX = "TIDEMARK_";

    private final Map<String, Found> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    private SettingsSource() {}

    static SettingsSource of(Map<String, String> environment, Map<String, Object> fileValues, Path file) {
        var source = new SettingsSource();
        fileValues.forEach((key, value) ->
                source.values.put(variable(key), new Found(key + " in " + file.getFileName(), String.valueOf(value))));
        environment.forEach((name, value) -> source.values.put(name, new Found(name, value)));
        return source;
    }

    /** The value under the name, or under the first alias that is set; a blank value counts as not set. */
    Optional<Found> find(String name, List<String> aliases) {
        asked.add(name);
        asked.addAll(aliases);
        return set(name)
                .or(() -> aliases.stream().flatMap(alias -> set(alias).stream()).findFirst());
    }

    /** Names of variables with our prefix that nobody has asked for, sorted. */
    Set<String> unknown() {
        var unknown = new TreeSet<>(values.keySet());
        unknown.removeIf(name -> !name.startsWith(PREFIX) || asked.contains(name));
        return unknown;
    }

    Set<String> known() {
        return Set.copyOf(asked);
    }

    String placeOf(String name) {
        return Optional.ofNullable(values.get(name)).map(Found::place).orElse(name);
    }

    private Optional<Found> set(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(found -> !found.value().isBlank());
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
