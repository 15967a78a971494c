package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;

/** Talks to a server. Usable by many threads. */
final class Api implements AutoCloseable {
    static final String JSON = "application/json";
    static final String NDJSON = "application/x-ndjson";
    /** So many that every partition of a log has one of them. */
    private static final String MARKERS = IntStream.range(0, 100)
            .mapToObj(number -> "{\"app_id\": \"marker\", \"event_type\": \"mark\"}")
            .collect(joining(",", "[", "]"));

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI address;
    private final String store;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(URI address) {
        this(address, "");
    }

    private Api(URI address, String store) {
        this.address = address;
        this.store = store;
    }

    /** Another way to the same server, by which questions are put to this store. */
    Api asking(String name) {
        return new Api(address, "?store=" + name);
    }

    URI address() {
        return address;
    }

    boolean isReady() {
        return isGood("/health/readiness");
    }

    boolean isLive() {
        return isGood("/health/liveness");
    }

    private boolean isGood(String path) {
        try {
            return send(request(path).GET()).status() == 200;
        } catch (UncheckedIOException e) {
            return false; // not yet listening
        }
    }

    /** A request to complete as one likes. */
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
    }

    HttpRequest.Builder request(String path, String key) {
        return request(path).header("Authorization", "Bearer " + key);
    }

    /** @throws UncheckedIOException if there is no answer */
    Answer send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Answer get(String path, String key) {
        return send(request(path, key).GET());
    }

    Answer post(String path, String key, String json) {
        return post(path, key, JSON, json.getBytes(UTF_8));
    }

    Answer post(String path, String key, String contentType, byte[] body) {
        return send(request(path, key).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    /** Sends events as the writer that every test server knows. */
    Answer write(String events) {
        return post("/v1/events", Launch.WRITE_KEY, events);
    }

    /** Sends events and returns when they, and all that were accepted before them, can be asked for. */
    Answer store(String events) {
        return post("/v1/events?wait=stored", Launch.WRITE_KEY, events);
    }

    /** Returns when every event accepted so far can be asked for; a server that refuses events for now is asked again. */
    void awaitDelivery() {
        Answer answer = store(MARKERS);
        for (int i = 0; i < 240 && answer.status() != 200; i++) {
            assertThat(answer.status()).as(answer.body()).isIn(202, 429, 503);
            Pause.millis(500);
            answer = store(MARKERS);
        }
        answer.with(200);
    }

    /** Returns when a mirror has been filled and has everything that was accepted so far. */
    void awaitMirror(String name) {
        awaitDelivery();
        JsonNode mirror = MissingNode.getInstance();
        for (int i = 0; i < 1200; i++) {
            mirror = get("/health", Launch.READ_KEY)
                    .json()
                    .path("services")
                    .path("mirrors")
                    .path(name);
            if (mirror.path("filled").asBoolean() && mirror.path("lag").asLong() == 0) {
                return;
            }
            Pause.millis(100);
        }
        throw new IllegalStateException("the mirror has not caught up: " + mirror);
    }

    /** Asks as the reader that every test server knows. */
    Answer query(String question) {
        return post("/v1/query" + store, Launch.READ_KEY, question);
    }

    /** A report as the reader that every test server knows sees it. */
    Answer report(String nameAndParameters) {
        return get("/v1/reports/" + nameAndParameters, Launch.READ_KEY);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
