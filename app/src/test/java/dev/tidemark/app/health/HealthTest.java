package dev.tidemark.app.health;

import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
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
    void everyServiceSaysHowItIs() {
        server.post("/v1/events", WRITE_KEY, "{\"event_type\":\"a\"}");

        HttpResponse<String> response = server.send(server.request("/health"));

        JsonNode health = json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(health.path("status").asText()).isEqualTo("healthy");
        assertThat(Instant.parse(health.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(health.path("services").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("embedded", "log", "delivery", "control");
        assertThat(health.path("services").findValuesAsText("status")).containsOnly("healthy");
        assertThat(health.path("services").path("log").path("producer_ready").asBoolean())
                .isTrue();
        assertThat(health.path("services").path("embedded").has("response_time_ms"))
                .isTrue();
        assertThat(health.path("metrics").path("events_processed").asLong()).isPositive();
        assertThat(health.path("metrics").has("events_per_second")).isTrue();
    }

    @Test
    void probesAnswerBriefly() {
        assertThat(server.send(server.request("/health/liveness")).body()).isEqualTo("{\"status\":\"healthy\"}");
        assertThat(server.send(server.request("/health/readiness")).body()).isEqualTo("{\"status\":\"healthy\"}");
    }

    @Test
    void metricsCountWhatComesInAndWhatDoesNotByTenantAndReason() {
        server.post(
                "/v1/events?wait=stored",
                WRITE_KEY,
                "[{\"event_type\":\"a\"},{\"event_type\":\"b\",\"quantity\":-1},{}]");
        server.get("/v1/reports/events?days=1", READ_KEY);

        Awaitility.await().untilAsserted(() -> assertThat(
                        server.send(server.request("/prometheus")).body())
                .contains(
                        "tidemark_events_accepted_total{tenant=\"acme\"}",
                        "tidemark_events_rejected_total{reason=\"out_of_range\",tenant=\"acme\"} 1.0",
                        "tidemark_events_rejected_total{reason=\"missing_field\",tenant=\"acme\"} 1.0",
                        "tidemark_log_backlog_age_seconds{reader=\"embedded\"}",
                        "tidemark_log_backlog_bytes{reader=\"embedded\"}",
                        "tidemark_log_syncs_seconds_count",
                        "tidemark_events_stored_total",
                        "tidemark_delivery_flushes_seconds_count",
                        "tidemark_storage_reads_seconds_count{outcome=\"ok\",store=\"embedded\"}",
                        "tidemark_http_requests_seconds_count{method=\"POST\",route=\"/v1/events\",status=\"200\"}",
                        "jvm_memory_used_bytes"));
    }
}
