package dev.tidemark.app.admin;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageRouteTest {

    @Test
    void tellsWhatIsStoredAndWhatWasAskedButNotWhatWasFilteredBy(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/events?wait=stored", WRITE_KEY, """
                    {"event_type": "page_view", "timestamp": "2026-03-01T10:00:00Z", "user_id": "ada"}""");
            server.post("/v1/query", READ_KEY, """
                    {"from": "2026-03-01T00:00:00Z", "to": "2026-03-02T00:00:00Z", "measures": ["events"],
                     "dimensions": ["properties.plan"], "filter": {"eq": ["user_id", "ada"]}}""");
            JsonNode answer = json(server.get("/v1/storage", ADMIN_KEY));
            assertThat(answer.path("events").asLong()).isOne();
            assertThat(answer.path("sizes").path("write_ahead_log").asLong()).isPositive();
            assertThat(answer.path("sizes").path("memory").asLong()).isPositive();
            JsonNode events = answer.path("tables").get(0);
            assertThat(events.path("name").asText()).isEqualTo("events");
            assertThat(events.path("rows").asLong()).isOne();
            assertThat(events.path("bytes").isNumber()).isTrue();
            assertThat(events.has("parts")).isFalse();
            assertThat(answer.path("running")).isEmpty();
            JsonNode slow = answer.path("slow").get(0);
            assertThat(slow.path("outcome").asText()).isEqualTo("ok");
            assertThat(slow.path("asked").asText())
                    .isEqualTo(
                            "1 measures by properties.plan in 1 buckets from 2026-03-01T00:00:00Z to 2026-03-02T00:00:00Z, served by raw");
            assertThat(answer.toString()).doesNotContain("ada");
        }
    }

    @Test
    void onlyAnAdministratorSeesIt(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(server.get("/v1/storage", READ_KEY).statusCode()).isEqualTo(403);
        }
    }
}
