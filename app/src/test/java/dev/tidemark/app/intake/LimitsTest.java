package dev.tidemark.app.intake;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client is told that sends more than it may. */
class LimitsTest {
    private static String events(int count) {
        return "[" + String.join(",", Collections.nCopies(count, "{\"event_type\":\"tap\"}")) + "]";
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonNode usage(TestServer server) {
        return json(server.get("/v1/usage", READ_KEY));
    }

    /** One event in a hundred seconds: nothing comes back while the test runs. */
    private static void limit(TestServer server, String body) {
        String id = json(server.get("/v1/keys?tenant=acme", ADMIN_KEY)).path("keys").findValuesAsText("id").stream()
                .filter(key -> json(server.get("/v1/keys", ADMIN_KEY))
                        .path("keys")
                        .toString()
                        .contains(key))
                .filter(key -> kind(server, key).equals("write"))
                .findFirst()
                .orElseThrow();
        HttpResponse<String> answer = server.send(server.request("/v1/keys/" + id + "/limit", ADMIN_KEY)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private static String kind(TestServer server, String id) {
        for (JsonNode key : json(server.get("/v1/keys", ADMIN_KEY)).path("keys")) {
            if (key.path("id").asText().equals(id)) {
                return key.path("kind").asText();
            }
        }
        return "";
    }

    @Test
    void unlimitedKeysHearNothingOfLimits(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> answer = server.post("/v1/events", WRITE_KEY, events(3));

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("ratelimit"));
        }
    }

    @Test
    void keyThatHasNothingLeftIsToldWhatWasAllowedAndWhenToComeBack(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            limit(server, "{\"events_per_second\":1,\"burst\":1000}");

            HttpResponse<String> taken = server.post("/v1/events", WRITE_KEY, events(600));
            HttpResponse<String> overdrawn = server.post("/v1/events", WRITE_KEY, events(900));
            HttpResponse<String> refused = server.post("/v1/events", WRITE_KEY, "no JSON at all");
            HttpResponse<String> elsewhere = server.post("/events", WRITE_KEY, events(1));

            assertThat(taken.statusCode()).isEqualTo(202);
            assertThat(header(taken, "RateLimit-Policy")).isEqualTo("\"events\";q=1000;w=1000");
            assertThat(header(taken, "RateLimit")).matches("\"events\";r=40\\d;t=\\d+");
            assertThat(header(taken, "RateLimit-Limit")).isEqualTo("1000");
            assertThat(header(taken, "RateLimit-Remaining")).matches("40\\d");
            assertThat(overdrawn.statusCode()).isEqualTo(202);
            assertThat(header(overdrawn, "RateLimit-Remaining")).isEqualTo("0");
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(header(refused, "Content-Type")).isEqualTo("application/problem+json");
            assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(400, 501);
            assertThat(header(refused, "RateLimit-Reset")).isEqualTo(header(refused, "Retry-After"));
            assertThat(json(refused).path("detail").asText())
                    .matches(
                            "this key may send 1 events per second, and 1000 at once; \\d+ more have come\\. Send this again in \\d+ s"
                                    + " and slower from then on, or have an administrator raise the key's limit\\.");
            assertThat(elsewhere.statusCode()).isEqualTo(429);
            assertThat(usage(server).path("accepted").asInt()).isEqualTo(1500);
            assertThat(server.get("/prometheus", READ_KEY).body())
                    .contains("tidemark_bodies_refused_total{reason=\"rate_limit\",tenant=\"acme\"} 2.0");
        }
    }

    @Test
    void limitOfTheServerHoldsForKeysWithoutOneAndAnotherKeyIsLeftAlone(@TempDir Path directory) {
        Map<String, String> settings = Map.of("TIDEMARK_LIMIT_EVENTS_PER_SECOND", "1", "TIDEMARK_LIMIT_BURST", "10");
        try (TestServer server = TestServer.start(directory, settings)) {
            String free = json(server.post(
                            "/v1/keys", ADMIN_KEY, "{\"tenant\":\"acme\",\"kind\":\"write\",\"events_per_second\":0}"))
                    .path("secret")
                    .asText();

            assertThat(server.post("/v1/events", WRITE_KEY, events(200)).statusCode())
                    .isEqualTo(202);
            assertThat(server.post("/v1/events", WRITE_KEY, events(1)).statusCode())
                    .isEqualTo(429);
            for (int i = 0; i < 5; i++) {
                assertThat(server.post("/v1/events", free, events(200)).statusCode())
                        .isEqualTo(202);
            }
        }
    }

    @Test
    void quotaOfTheDayHoldsOverRestartsAndIsRaisedAtOnce(@TempDir Path directory) {
        Map<String, String> settings = Map.of("TIDEMARK_LIMIT_EVENTS_PER_DAY", "100");
        try (TestServer server = TestServer.start(directory, settings)) {
            server.post("/v1/events", WRITE_KEY, "[{\"event_type\":\"t\",\"event_id\":\"1\"},{\"event_id\":\"2\"}]");
            server.post("/v1/events", WRITE_KEY, "{\"event_type\":\"t\",\"event_id\":\"1\"}");
            HttpResponse<String> answer = server.post("/v1/events", WRITE_KEY, events(98));

            assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"events-per-day\";q=100;w=86400");
            assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("1");
            assertThat(usage(server).path("remaining").asInt()).isEqualTo(1);
        }
        try (TestServer server = TestServer.start(directory, settings)) {
            assertThat(usage(server).path("accepted").asInt()).isEqualTo(99);
            assertThat(server.post("/v1/events", WRITE_KEY, events(5)).statusCode())
                    .isEqualTo(202);

            HttpResponse<String> refused = server.post("/v1/events", WRITE_KEY, events(1));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(header(refused, "Retry-After"))).isBetween(1, 86_400);
            assertThat(json(refused).path("detail").asText())
                    .startsWith(
                            "tenant acme may send 100 events a day (UTC) and has sent 104 today; send this again tomorrow");
            server.send(server.request("/v1/tenants/acme/quota", ADMIN_KEY)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString("{\"events_per_day\":0}")));
            assertThat(server.post("/v1/events", WRITE_KEY, events(1)).statusCode())
                    .isEqualTo(202);
            assertThat(usage(server).path("events_per_day").isNull()).isTrue();
            assertThat(usage(server).path("days").path(0).path("accepted").asInt())
                    .isEqualTo(105);
        }
    }

    @Test
    void limitsThatMakeNoSenseAreToldSo(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            HttpResponse<String> read = server.post(
                    "/v1/keys", ADMIN_KEY, "{\"tenant\":\"acme\",\"kind\":\"read\",\"events_per_second\":5}");
            HttpResponse<String> negative = server.post(
                    "/v1/keys", ADMIN_KEY, "{\"tenant\":\"acme\",\"kind\":\"write\",\"events_per_second\":-5}");
            HttpResponse<String> burst =
                    server.post("/v1/keys", ADMIN_KEY, "{\"tenant\":\"acme\",\"kind\":\"write\",\"burst\":5}");

            assertThat(json(read).path("detail").asText()).contains("of no use to read keys");
            assertThat(json(negative).path("detail").asText())
                    .startsWith("'events_per_second' is -5, expected at most");
            assertThat(json(burst).path("detail").asText()).contains("without 'events_per_second'");
            assertThat(server.get("/v1/usage?days=0", READ_KEY).statusCode()).isEqualTo(400);
        }
    }
}
