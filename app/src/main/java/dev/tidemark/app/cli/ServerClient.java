package dev.tidemark.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.app.Build;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A running server, as the command line sees it. */
final class ServerClient {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(5);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private final URI url;
    private final @Nullable String key;

    ServerClient(URI url, @Nullable String key) {
        this.url = url;
        this.key = key;
    }

    URI url() {
        return url;
    }

    /** Starts a request to a path of the server, with the key. */
    HttpRequest.Builder request(String path) {
        String base = url.toString();
        var request = HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
                .timeout(ANSWER_TIMEOUT)
                .header("User-Agent", "tidemark/" + Build.version());
        return key == null || key.isBlank() ? request : request.header("Authorization", "Bearer " + key);
    }

    /**
     * Sends a request and hands back whatever the server answers.
     *
     * @throws CommandFailedException if there is no answer
     */
    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CommandFailedException(
                    "no answer from " + url + " (" + e.getClass().getSimpleName()
                            + "); is the server running there? --url or TIDEMARK_URL names another",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted", e);
        }
    }

    /**
     * Sends a request and hands back the text of a success.
     *
     * @throws CommandFailedException if there is no answer, or one that is no success
     */
    String text(HttpRequest request) {
        HttpResponse<String> response = send(request);
        if (response.statusCode() >= 300) {
            throw new CommandFailedException(refusal(response));
        }
        return response.body();
    }

    JsonNode get(String path) {
        return tree(text(request(path).build()));
    }

    JsonNode post(String path, Object body) {
        return tree(text(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(write(body)))
                .build()));
    }

    void put(String path, Object body) {
        text(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(write(body)))
                .build());
    }

    void delete(String path) {
        text(request(path).DELETE().build());
    }

    /** What the server said against a request, in one line. */
    String refusal(HttpResponse<String> response) {
        String said;
        try {
            said = json.readTree(response.body()).path("detail").asText();
        } catch (JacksonException e) {
            said = "";
        }
        String hint = response.statusCode() == 401 ? "; --key or TIDEMARK_KEY gives the key" : "";
        return "the server answered " + response.statusCode() + (said.isEmpty() ? "" : ": " + said) + hint;
    }

    private JsonNode tree(String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw new CommandFailedException("the answer of " + url + " is no JSON; is it a Tidemark server?", e);
        }
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JacksonException e) {
            throw new CommandFailedException("the request cannot be written as JSON", e);
        }
    }
}
