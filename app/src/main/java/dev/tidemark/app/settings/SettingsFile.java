package dev.tidemark.app.settings;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The settings file, as a tree and flattened to dotted keys. Keys outside {@code tidemark} belong to the framework and are
 * handed on to it unread.
 */
record SettingsFile(Path path, Map<String, Object> tree) {

    /** Reads the file. */
    static SettingsFile read(Path path) {
        try (var text = Files.newBufferedReader(path)) {
            Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
            return new SettingsFile(path, tree == null ? Map.of() : mapping(tree, path));
        } catch (IOException e) {
            throw new SettingsException(path + " cannot be read (" + e.getMessage() + "), expected a YAML file");
        } catch (YAMLException e) {
            throw new SettingsException(path + " is not valid YAML: "
                    + Objects.toString(e.getMessage(), "").lines().collect(joining(" ")));
        }
    }

    /** A file with nothing in it. */
    static SettingsFile none() {
        return new SettingsFile(Path.of("application.yml"), Map.of());
    }

    /** All values by dotted key; lists are joined by commas. */
    Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        flatten("", tree, values);
        return values;
    }

    private static Map<String, Object> mapping(Object tree, Path path) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw new SettingsException(path + " holds no mapping, expected keys such as 'tidemark:' at its top");
        }
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    private static void flatten(String prefix, @Nullable Object node, Map<String, Object> values) {
        switch (node) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach((key, value) -> flatten(prefix.isEmpty() ? "" + key : prefix + "." + key, value, values));
            case List<?> list ->
                values.put(prefix, list.stream().map(String::valueOf).collect(joining(",")));
            default -> values.put(prefix, node);
        }
    }
}
