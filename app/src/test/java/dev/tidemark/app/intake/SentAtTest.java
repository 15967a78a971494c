package dev.tidemark.app.intake;

import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clocks of clients, as a client sees them put right. */
class SentAtTest {
    private static final String AN_HOUR_OLD = "{\"event_type\":\"tap\",\"timestamp\":\"1970-01-01T00:05:00Z\"%s}";
    private static final String SENT_AT = "1970-01-01T01:05:00Z";

    @Test
    void batchEventAndHeaderAllPutAClockRight(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            String batch = "{\"sentAt\":\"" + SENT_AT + "\",\"batch\":[" + AN_HOUR_OLD.formatted("") + "]}";
            String event = AN_HOUR_OLD.formatted(",\"sent_at\":\"" + SENT_AT + "\"");
            String lines = AN_HOUR_OLD.formatted("") + "\n" + AN_HOUR_OLD.formatted("");

            JsonNode ofBatch = json(server.post("/v1/events?wait=stored", WRITE_KEY, batch));
            JsonNode ofEvent = json(server.post("/v1/events?wait=stored", WRITE_KEY, event));
            JsonNode ofLines = json(server.send(server.request("/v1/events?wait=stored", WRITE_KEY)
                    .header("Sent-At", SENT_AT)
                    .POST(BodyPublishers.ofString(lines))));

            assertThat(ofBatch).hasToString("{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}");
            assertThat(ofEvent).isEqualTo(ofBatch);
            assertThat(ofLines.path("accepted").asInt()).isEqualTo(2);
            assertThat(countedAnHourAgo(server)).isEqualTo(4);
        }
    }

    @Test
    void uselessTimeOfSendingIsToldOfAndCounted(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            JsonNode answer = json(server.post(
                    "/v1/events",
                    WRITE_KEY,
                    "{\"sent_at\":\"noon\",\"events\":[{\"event_type\":\"tap\",\"timestamp\":\"2026-01-01\"}]}"));

            assertThat(answer.path("accepted").asInt()).isEqualTo(1);
            assertThat(answer.path("warnings"))
                    .hasToString(
                            "[{\"code\":\"uncorrected_timestamp\",\"events\":1,\"message\":\"sent_at is 'noon', expected"
                                    + " ISO 8601 as in 2024-01-15T10:30:00Z, or seconds or milliseconds since 1970; the timestamp is kept"
                                    + " as sent\"}]");
            assertThat(server.get("/prometheus", READ_KEY).body())
                    .contains("tidemark_events_uncorrected_total{tenant=\"acme\"} 1.0");
        }
    }

    @Test
    void batchWithMoreThanABatchHasIsRefused(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            var answer = server.post("/v1/events", WRITE_KEY, "{\"events\":[{\"event_type\":\"tap\"}],\"context\":{}}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json(answer).path("detail").asText()).startsWith("the batch has a member 'context', expected");
        }
    }

    @Test
    void rejectedEventKeepsWhenItsBatchWasSent(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/events", WRITE_KEY, "{\"sent_at\":\"" + SENT_AT + "\",\"events\":[{\"timestamp\":300}]}");

            await().untilAsserted(() -> assertThat(
                            json(server.get("/v1/dead-letters", READ_KEY)).findValuesAsText("raw"))
                    .containsExactly("{\"sent_at\":\"" + SENT_AT + "\",\"timestamp\":300}"));
        }
    }

    private static int countedAnHourAgo(TestServer server) {
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        String question = "{\"measures\":[\"events\"],\"from\":\"%s\",\"to\":\"%s\"}"
                .formatted(anHourAgo.minusSeconds(120), anHourAgo.plusSeconds(60));
        return json(server.post("/v1/query", READ_KEY, question))
                .path("rows")
                .path(0)
                .path(0)
                .asInt();
    }
}
