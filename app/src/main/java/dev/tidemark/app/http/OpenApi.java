package dev.tidemark.app.http;

import dev.tidemark.app.Build;
import dev.tidemark.app.security.OpenToAll;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * {@code /openapi.yml}: the description of the API. Paths are written by hand in the resource {@code openapi.yml}; what an
 * event holds is filled in from the field catalogue, so that it cannot differ from what is accepted.
 */
@Controller
@OpenToAll
final class OpenApi {
    private static final String RESOURCE = "openapi.yml";

    private volatile byte[] document = {};

    @Get(uri = "/openapi.yml", produces = "application/yaml")
    @ExecuteOn(TaskExecutors.BLOCKING)
    byte[] document() {
        if (document.length == 0) {
            document = yaml(description()).getBytes(StandardCharsets.UTF_8);
        }
        return document;
    }

    /** The description as a tree. */
    static Map<String, Object> description() {
        Map<String, Object> description = read();
        child(description, "info").put("version", Build.version());
        child(child(description, "components"), "schemas").put("Event", EventSchema.of());
        return description;
    }

    private static Map<String, Object> read() {
        try (InputStream file = Objects.requireNonNull(OpenApi.class.getResourceAsStream(RESOURCE), RESOURCE);
                var text = new InputStreamReader(file, StandardCharsets.UTF_8)) {
            return mapping(new Yaml(new SafeConstructor(new LoaderOptions())).load(text));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " of the jar cannot be read", e);
        }
    }

    private static Map<String, Object> child(Map<String, Object> parent, String name) {
        Map<String, Object> child = mapping(Objects.requireNonNull(parent.get(name), name));
        parent.put(name, child);
        return child;
    }

    private static Map<String, Object> mapping(Object node) {
        var copy = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) node).forEach((key, value) -> copy.put(String.valueOf(key), Objects.requireNonNull(value)));
        return copy;
    }

    private static String yaml(Map<String, Object> description) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(options).dump(description);
    }
}
