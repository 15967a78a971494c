package dev.tidemark.app.mirrors;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorsTest {
    private static final Map<String, String> MIRRORED = Map.of(
            "TIDEMARK_EMBEDDED_MEMORY", "128MiB",
            "TIDEMARK_MIRRORS", "copy",
            "TIDEMARK_MIRROR_COPY_TYPE", "embedded",
            "TIDEMARK_MIRROR_COPY_MEMORY", "128MiB");

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;

    MirrorsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aMirrorGetsWhatIsStoredAndWhatComesInAndAnswersWhenItIsNamed() {
        try (TestServer server = TestServer.start(directory, Map.of())) {
            store(server, 0, 500);
        }
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            store(server, 490, 600);
            awaitMirror(server);
            assertThat(count(server, "")).isEqualTo("embedded 600");
            assertThat(count(server, "?store=embedded")).isEqualTo("embedded 600");
            assertThat(count(server, "?store=copy")).isEqualTo("copy 600");
            JsonNode storage = json(server.get("/v1/storage?store=copy", ADMIN_KEY));
            assertThat(storage.path("store").asText()).isEqualTo("copy");
            assertThat(storage.path("events").asLong()).isEqualTo(600);
            assertThat(storage.path("slow").get(0).path("asked").asText()).startsWith("1 measures");
            assertThat(json(server.get("/v1/admin/rollups?store=copy", ADMIN_KEY))
                            .path("store")
                            .asText())
                    .isEqualTo("copy");
        }
    }

    @Test
    void anUnknownStoreIsAnsweredWithThoseThereAre() {
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            for (HttpResponse<String> answer : List.of(
                    server.post("/v1/query?store=backup", READ_KEY, "{\"from\":\"-1d\"}"),
                    server.get("/v1/reports/events?store=backup", READ_KEY),
                    server.get("/v1/storage?store=backup", ADMIN_KEY),
                    server.get("/v1/admin/rollups?store=backup", ADMIN_KEY))) {
                assertThat(answer.statusCode()).isEqualTo(400);
                assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("application/problem+json");
                assertThat(json(answer).path("detail").asText()).contains("backup", "embedded, copy");
            }
        }
    }

    @Test
    void theStateOfAMirrorIsTold() {
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            store(server, 0, 10);
            awaitMirror(server);
            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode health = health(server);
                assertThat(health.path("status").asText()).isEqualTo("healthy");
                assertThat(health.path("services")
                                .path("mirrors")
                                .path("status")
                                .asText())
                        .isEqualTo("healthy");
            });
            JsonNode copy = health(server).path("services").path("mirrors").path("copy");
            assertThat(copy.path("status").asText()).isEqualTo("healthy");
            assertThat(copy.path("filled").asBoolean()).isTrue();
            assertThat(copy.path("delivery").asText()).isEqualTo("running");
            assertThat(copy.path("lag").asLong()).isZero();
            assertThat(server.send(server.request("/prometheus")).body())
                    .contains(
                            "tidemark_events_stored_total{store=\"copy\"} 10.0",
                            "tidemark_events_stored_total{store=\"embedded\"} 10.0",
                            "tidemark_mirror_filled{store=\"copy\"} 1.0",
                            "tidemark_mirror_up{store=\"copy\"} 1.0",
                            "tidemark_mirror_gave_way_total{store=\"copy\"} 0.0",
                            "tidemark_log_backlog_age_seconds{reader=\"mirror-copy\"}",
                            "tidemark_storage_writes_seconds_count{outcome=\"ok\",store=\"copy\"}");
        }
    }

    /** Something is where its file is to be, until that is moved away. */
    @Test
    void aMirrorThatIsAwayIsAReasonToLookAndNothingElse() throws IOException {
        try (TestServer server = TestServer.start(directory)) {
            store(server, 0, 50);
        }
        Path inTheWay = Files.createDirectories(
                directory.resolve("mirrors").resolve("copy").resolve("events.duckdb"));
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            store(server, 0, 100);
            assertThat(count(server, "")).isEqualTo("embedded 100");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(health(server)
                            .path("services")
                            .path("mirrors")
                            .path("copy")
                            .path("error")
                            .asText())
                    .contains("the mirror copy is not open"));
            assertThat(health(server).path("status").asText()).isEqualTo("degraded");
            assertThat(server.send(server.request("/health/readiness")).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> answer = server.get("/v1/reports/events?store=copy", READ_KEY);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("the store copy is being filled", "ask embedded");
            Files.delete(inTheWay);
            awaitMirror(server);
            assertThat(count(server, "?store=copy")).isEqualTo("copy 100");
        }
    }

    @Test
    void aMirrorThatIsRemovedNoLongerHasAPlaceInTheLog() {
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            store(server, 0, 100);
            awaitMirror(server);
        }
        Path cursor = directory.resolve("log").resolve("mirror-copy.cursor");
        assertThat(cursor).exists();
        try (TestServer server = TestServer.start(directory)) {
            assertThat(cursor).doesNotExist();
            store(server, 100, 200);
            assertThat(health(server).path("services").has("mirrors")).isFalse();
        }
        try (TestServer server = TestServer.start(directory, MIRRORED)) {
            awaitMirror(server);
            assertThat(count(server, "?store=copy")).isEqualTo("copy 200");
        }
    }

    /** It was away for so long that the log would have been full; the server took all events all the while. */
    @Test
    void aMirrorThatWouldFillTheLogGivesUpItsPlaceAndComesBackWhole() throws IOException {
        Path inTheWay = Files.createDirectories(
                directory.resolve("mirrors").resolve("copy").resolve("events.duckdb"));
        Map<String, String> settings = new HashMap<>(MIRRORED);
        settings.put("TIDEMARK_LOG_MAX_SIZE", "4MiB");
        settings.put("TIDEMARK_LOG_SEGMENT_SIZE", "256KiB");
        try (TestServer server = TestServer.start(directory, settings)) {
            int sent = 0;
            while (!server.send(server.request("/prometheus"))
                    .body()
                    .contains("tidemark_mirror_gave_way_total{store=\"copy\"} 1.0")) {
                store(server, sent, sent + 1000);
                sent += 1000;
            }
            Files.delete(inTheWay);
            awaitMirror(server);
            assertThat(count(server, "")).isEqualTo("embedded " + sent);
            assertThat(count(server, "?store=copy")).isEqualTo("copy " + sent);
        }
    }

    private static void awaitMirror(TestServer server) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode copy = health(server).path("services").path("mirrors").path("copy");
            return copy.path("filled").asBoolean() && copy.path("lag").asLong() == 0;
        });
    }

    private static JsonNode health(TestServer server) {
        return json(server.send(server.request("/health")));
    }

    private static void store(TestServer server, int from, int to) {
        String events = IntStream.range(from, to)
                .mapToObj(
                        i -> "{\"event_id\":\"%d\",\"event_type\":\"page_view\",\"timestamp\":\"2026-03-01T10:00:00Z\"}"
                                .formatted(i))
                .collect(joining(",", "[", "]"));
        assertThat(server.post("/v1/events?wait=stored", WRITE_KEY, events).statusCode())
                .isEqualTo(200);
    }

    /** Which store answered, and how many events it counts. */
    private static String count(TestServer server, String parameters) {
        JsonNode answer = json(server.post(
                "/v1/query" + parameters,
                READ_KEY,
                "{\"from\":\"2026-03-01\",\"to\":\"2026-03-02\",\"granularity\":\"none\",\"measures\":[\"events\"]}"));
        return answer.path("meta").path("store").asText() + " "
                + answer.path("rows").get(0).get(0).asLong();
    }
}
