package dev.tidemark.app.admin;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {
    private static final String STRICT = "tidemark: {rules: [{event_type: sale, required: [amount]}]}";

    @Test
    void aRefusedEventIsKeptWithItsReasonAndReplayedOnceTheRuleIsGone(@TempDir Path directory) throws IOException {
        Path rules = Files.writeString(directory.resolve("rules.yml"), STRICT);
        try (TestServer server = TestServer.start(directory, Map.of("TIDEMARK_CONFIG", rules.toString()))) {
            HttpResponse<String> sent = server.post(
                    "/v1/events",
                    WRITE_KEY,
                    "[{\"event_type\":\"sale\",\"user_id\":\"u1\"},{\"event_type\":\"sale\",\"amount\":1},{\"event_type\":\"sale\",\"user_id\":\"u2\"}]");
            assertThat(sent.statusCode()).isEqualTo(202);
            assertThat(json(sent).path("accepted").asInt()).isEqualTo(1);

            await().untilAsserted(() -> assertThat(letters(server, "")).hasSize(2));
            JsonNode letter = letters(server, "").get(0);
            assertThat(letter.path("code").asText()).isEqualTo("rule_violated");
            assertThat(letter.path("source").asText()).isEqualTo("http");
            assertThat(letter.path("raw").asText()).isEqualTo("{\"event_type\":\"sale\",\"user_id\":\"u1\"}");

            JsonNode refusedAgain = json(server.post("/v1/dead-letters/replay", WRITE_KEY, "{}"));
            assertThat(refusedAgain.path("accepted").asInt()).isZero();
            assertThat(refusedAgain.path("rejected").findValuesAsText("code"))
                    .containsExactly("rule_violated", "rule_violated");
            await().untilAsserted(() ->
                    assertThat(letters(server, "").findValuesAsText("source")).containsExactly("replay", "replay"));
        }
        try (TestServer server = TestServer.start(directory)) {
            assertThat(letters(server, "")).hasSize(2);
            JsonNode replayed = json(server.post("/v1/dead-letters/replay", WRITE_KEY, "{\"code\":\"rule_violated\"}"));
            assertThat(replayed.path("accepted").asInt())
                    .as(replayed.toString())
                    .isEqualTo(2);
            assertThat(letters(server, "")).isEmpty();
            await().untilAsserted(() -> assertThat(json(server.get("/v1/reports/events?days=1", READ_KEY))
                            .path("rows")
                            .toString())
                    .contains("\"sale\",null,3"));
        }
    }

    @Test
    void anUnknownKeyIsNoWishToReplayEverything(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> answer =
                    server.post("/v1/dead-letters/replay", WRITE_KEY, "{\"event_type\":\"sale\"}");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("event_type");
        }
    }

    @Test
    void pagesFollowTheOrderOfReceipt(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/events", WRITE_KEY, "[{\"n\":1},{\"n\":2},{\"n\":3}]");
            await().untilAsserted(() -> assertThat(letters(server, "")).hasSize(3));

            JsonNode first = json(server.get("/v1/dead-letters?limit=2", READ_KEY));
            JsonNode second = json(server.get(
                    "/v1/dead-letters?limit=2&after=" + first.path("next").asText(), READ_KEY));
            assertThat(first.path("dead_letters").findValuesAsText("raw")).containsExactly("{\"n\":1}", "{\"n\":2}");
            assertThat(second.path("dead_letters").findValuesAsText("raw")).containsExactly("{\"n\":3}");
            assertThat(second.has("next")).isFalse();
        }
    }

    @Test
    void aLetterWithANumberThatNothingCanHoldStopsNoReplay(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post(
                    "/v1/events", WRITE_KEY, "[{\"n\":-1e-9999999991700000000},{},{\"event_id\":\"mine\",\"n\":1}]");
            await().untilAsserted(() -> assertThat(letters(server, "")).hasSize(3));

            JsonNode replayed = json(server.post("/v1/dead-letters/replay", WRITE_KEY, "{}"));

            assertThat(replayed.path("rejected").findValuesAsText("code"))
                    .containsExactly("out_of_range", "missing_field", "missing_field");
            await().untilAsserted(() -> assertThat(letters(server, "").findValuesAsText("raw"))
                    .anyMatch(raw -> raw.matches("\\{\"event_id\":\"[-0-9a-f]{36}\",\"n\":-1e-9999999991700000000}"))
                    .anyMatch(raw -> raw.matches("\\{\"event_id\":\"[-0-9a-f]{36}\"}"))
                    .contains("{\"event_id\":\"mine\",\"n\":1}"));
        }
    }

    @Test
    void nobodySeesAnotherTenantsLetters(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"other\"}");
            String other = json(server.post("/v1/keys", ADMIN_KEY, "{\"tenant\":\"other\",\"kind\":\"read\"}"))
                    .path("secret")
                    .asText();
            server.post("/v1/events", WRITE_KEY, "{\"n\":1}");
            await().untilAsserted(() -> assertThat(letters(server, "")).hasSize(1));

            assertThat(json(server.get("/v1/dead-letters?tenant=acme", other)).path("dead_letters"))
                    .isEmpty();
            assertThat(json(server.get("/v1/dead-letters?tenant=acme", ADMIN_KEY))
                            .path("dead_letters"))
                    .hasSize(1);
            assertThat(server.get("/v1/dead-letters", ADMIN_KEY).statusCode()).isEqualTo(400);
            assertThat(server.get("/v1/dead-letters?tenant=nobody", ADMIN_KEY).statusCode())
                    .isEqualTo(404);
            assertThat(server.get("/v1/dead-letters", WRITE_KEY).statusCode()).isEqualTo(403);
            assertThat(server.get("/v1/dead-letters?code=bad", READ_KEY).statusCode())
                    .isEqualTo(400);
        }
    }

    private static JsonNode letters(TestServer server, String parameters) {
        return json(server.get("/v1/dead-letters" + parameters, READ_KEY)).path("dead_letters");
    }
}
