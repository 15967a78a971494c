package dev.tidemark.app.control;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.app.SharedControl;
import dev.tidemark.app.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control database in the PostgreSQL that tests share. */
class PostgresControlTest {
    @Test
    void tenantsKeysAndDeadLettersAreKeptInPostgreSql(@TempDir Path first, @TempDir Path second) {
        Map<String, String> settings = SharedControl.settings();
        String tenant = "t-" + UUID.randomUUID();

        try (TestServer one = TestServer.start(first, settings);
                TestServer other = TestServer.start(second, settings)) {
            one.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"" + tenant + "\"}");
            var made = json(one.post("/v1/keys", ADMIN_KEY, "{\"tenant\":\"" + tenant + "\",\"kind\":\"read\"}"));
            String secret = made.path("secret").asText();
            await().untilAsserted(() -> assertThat(
                            other.get("/v1/dead-letters", secret).statusCode())
                    .isEqualTo(200));
            one.delete("/v1/keys/" + made.path("key").path("id").asText(), ADMIN_KEY);
            await().untilAsserted(() -> assertThat(
                            other.get("/v1/dead-letters", secret).statusCode())
                    .isEqualTo(401));

            one.post("/v1/events", WRITE_KEY, "[{\"n\":\"\\u0000\"},{\"n\":2}]");
            await().untilAsserted(() -> assertThat(json(other.get("/v1/dead-letters", READ_KEY))
                            .path("dead_letters")
                            .findValuesAsText("raw"))
                    .contains("{\"n\":\"\\u0000\"}", "{\"n\":2}"));
            assertThat(json(other.post("/v1/dead-letters/replay", WRITE_KEY, "{}"))
                            .path("rejected"))
                    .isNotEmpty();
            assertThat(one.delete("/v1/tenants/" + tenant, ADMIN_KEY).statusCode())
                    .isEqualTo(204);
        }
    }
}
