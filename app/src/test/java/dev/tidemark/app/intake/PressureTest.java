package dev.tidemark.app.intake;

import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients and probes see while the store is behind, and after. */
class PressureTest {
    private static final String EVENT = "{\"event_type\":\"tap\"}";

    private static JsonNode health(TestServer server) {
        return json(server.send(server.request("/health")));
    }

    @Test
    void whatWaitsTooLongIsAmberThenRedThenRefusedAndRecovers(@TempDir Path directory) {
        Map<String, String> stuck = Map.of(
                "TIDEMARK_FLUSH_INTERVAL", "1h",
                "TIDEMARK_BATCH_EVENTS", "1000000",
                "TIDEMARK_LOG_DEGRADED_AGE", "1s",
                "TIDEMARK_LOG_REFUSE_AGE", "3s");
        try (TestServer server = TestServer.start(directory, stuck)) {
            assertThat(server.post("/v1/events", WRITE_KEY, EVENT).statusCode()).isEqualTo(202);

            await().untilAsserted(() -> {
                assertThat(health(server).path("status").asText()).isEqualTo("degraded");
                assertThat(server.send(server.request("/health/readiness")).statusCode())
                        .isEqualTo(200);
            });
            await().untilAsserted(() -> assertThat(
                            server.send(server.request("/health/readiness")).statusCode())
                    .isEqualTo(503));
            HttpResponse<String> refused = server.post("/v1/events", WRITE_KEY, EVENT);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(Integer.parseInt(
                            refused.headers().firstValue("Retry-After").orElse("0")))
                    .isBetween(5, 15);
            assertThat(json(refused).path("detail").asText())
                    .startsWith("The store is behind:")
                    .contains("no more are taken at")
                    .contains("or 3 s");
            assertThat(health(server)
                            .path("services")
                            .path("log")
                            .path("producer_ready")
                            .asBoolean())
                    .isFalse();
            assertThat(server.get("/v1/reports/events", READ_KEY).statusCode()).isEqualTo(200);
            assertThat(server.get("/prometheus", READ_KEY).body())
                    .contains("tidemark_bodies_refused_total{reason=\"behind\",tenant=\"acme\"} 1.0");
        }
        Map<String, String> quick = Map.of("TIDEMARK_LOG_DEGRADED_AGE", "1s", "TIDEMARK_LOG_REFUSE_AGE", "3s");
        try (TestServer server = TestServer.start(directory, quick)) {
            await().untilAsserted(() ->
                    assertThat(health(server).path("status").asText()).isEqualTo("healthy"));
            assertThat(server.post("/v1/events?wait=stored", WRITE_KEY, EVENT).statusCode())
                    .isEqualTo(200);
        }
    }
}
