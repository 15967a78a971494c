package dev.tidemark.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import dev.tidemark.domain.event.Field;
import io.micronaut.web.router.Router;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedPathIsRouted() {
        var routed = new TreeSet<String>();
        server.context()
                .getBean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route -> routed.add(route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString()));
        var documented = new TreeSet<String>();
        mapping(OpenApi.description(), "paths").forEach((path, methods) -> ((Map<?, ?>) methods)
                .keySet()
                .forEach(method -> documented.add(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(documented).isEqualTo(routed);
    }

    @Test
    void everyFieldThatClientsSendIsInTheSchema() {
        Map<?, ?> fields = mapping(
                mapping(mapping(mapping(OpenApi.description(), "components"), "schemas"), "Event"), "properties");

        for (Field field : Field.values()) {
            assertThat(fields.containsKey(field.label())).as(field.label()).isEqualTo(field.isSent());
        }
    }

    @Test
    void theDescriptionIsServedAsYaml() {
        var response = server.send(server.request("/openapi.yml"));

        assertThat(response.statusCode()).isEqualTo(200);
        Map<String, Object> served = new Yaml().load(response.body());
        assertThat(served).isEqualTo(OpenApi.description());
    }

    @Test
    void thePagesLoadNothingFromElsewhere() {
        for (String page : new String[] {"/", "/docs"}) {
            var response = server.send(server.request(page));

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            assertThat(response.body()).doesNotContain("src=\"http", "href=\"http", "//cdn");
        }
        assertThat(server.send(server.request("/docs/swagger-ui.css")).statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/docs/swagger-ui-bundle.js")).statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/docs/other.js")).statusCode()).isEqualTo(404);
    }

    private static Map<?, ?> mapping(Map<?, ?> parent, String name) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name);
    }
}
