package dev.tidemark.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.app.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real server on a port of its own, with one tenant and a key of each kind, and a client of it. */
public final class TestServer implements AutoCloseable {
    public static final String WRITE_KEY = "test-write-key";
    public static final String READ_KEY = "test-read-key";
    public static final String ADMIN_KEY = "test-admin-key";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server;

    private TestServer(Server server) {
        this.server = server;
    }

    public static TestServer start(Path directory) {
        return start(directory, Map.of());
    }

    public static TestServer start(Path directory, Map<String, String> settings) {
        var environment = new HashMap<>(Map.of(
                "TIDEMARK_HTTP_HOST", "127.0.0.1",
                "TIDEMARK_HTTP_PORT", "0",
                "TIDEMARK_DATA_DIR", directory.toString(),
                "TIDEMARK_LOG_MAX_SIZE", "64MiB",
                "TIDEMARK_LOG_SEGMENT_SIZE", "4MiB",
                "TIDEMARK_FLUSH_INTERVAL", "20ms",
                "TIDEMARK_BOOTSTRAP_TENANT", "acme",
                "TIDEMARK_BOOTSTRAP_WRITE_KEY", WRITE_KEY,
                "TIDEMARK_BOOTSTRAP_READ_KEY", READ_KEY,
                "TIDEMARK_ADMIN_KEY", ADMIN_KEY));
        environment.putAll(settings);
        return new TestServer(Server.start(Settings.load(environment)));
    }

    public URI address() {
        return server.address();
    }

    public ApplicationContext context() {
        return server.context();
    }

    /** A request to a path. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    /** A request to a path with a key. */
    public HttpRequest.Builder request(String path, String key) {
        return request(path).header("Authorization", "Bearer " + key);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public HttpResponse<String> get(String path, String key) {
        return send(request(path, key));
    }

    public HttpResponse<String> post(String path, String key, String json) {
        return send(
                request(path, key).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path, String key) {
        return send(request(path, key).DELETE());
    }

    /** The body of an answer as a tree. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + response.body(), e);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
