package dev.tidemark.app.control;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
    @Test
    void tenantsAndKeysAreKeptOverARestart(@TempDir Path directory) {
        String secret;
        try (TestServer server = TestServer.start(directory)) {
            server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"second\"}");
            secret = json(server.post("/v1/keys", ADMIN_KEY, "{\"kind\":\"admin\",\"name\":\"spare\"}"))
                    .path("secret")
                    .asText();
        }
        try (TestServer server = TestServer.start(directory, Map.of("TIDEMARK_BOOTSTRAP_TENANT", "ignored"))) {
            assertThat(json(server.get("/v1/tenants", secret)).findValuesAsText("tenant"))
                    .containsExactly("acme", "second");
            assertThat(json(server.get("/v1/keys", ADMIN_KEY)).findValuesAsText("name"))
                    .containsExactly("first start", "first start", "first start", "spare");
        }
    }

    @Test
    void anAdminKeyFromTheSettingsWorksAtAnyStart(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(server.get("/v1/tenants", "another-admin-key").statusCode())
                    .isEqualTo(401);
        }
        try (TestServer server = TestServer.start(directory, Map.of("TIDEMARK_ADMIN_KEY", "another-admin-key"))) {
            assertThat(server.get("/v1/tenants", "another-admin-key").statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/v1/tenants", ADMIN_KEY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noSecretIsKept(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            JsonNode keys = json(server.get("/v1/keys", ADMIN_KEY));

            assertThat(keys.toString()).doesNotContain(ADMIN_KEY, READ_KEY);
            assertThat(server.context().getBean(KeyRows.class).findAll())
                    .allSatisfy(row -> assertThat(row.toString()).doesNotContain(ADMIN_KEY, READ_KEY));
        }
    }

    @Test
    void theDayOfLastUseIsWrittenDown(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            server.get("/v1/tenants", ADMIN_KEY);
            Registry registry = server.context().getBean(Registry.class);

            Awaitility.await().untilAsserted(() -> assertThat(registry.keys(Optional.empty()))
                    .filteredOn(key -> key.tenant().isEmpty())
                    .singleElement()
                    .extracting(RegisteredKey::lastUsedOn)
                    .isEqualTo(Optional.of(LocalDate.now(ZoneOffset.UTC))));
        }
    }

    @Test
    void wrongRequestsAreExplained(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(detail(server, "/v1/tenants", "{}"))
                    .isEqualTo("400 'tenant' is absent, expected a tenant's name, as in {\"tenant\":\"acme\"}");
            assertThat(detail(server, "/v1/tenants", "{\"tenant\":\"a b\"}"))
                    .startsWith("400 tenant is 'a b', expected");
            assertThat(detail(server, "/v1/tenants", "{\"tenant\":\"acme\"}"))
                    .isEqualTo("409 there is a tenant 'acme' already");
            assertThat(detail(server, "/v1/keys", "{\"tenant\":\"acme\",\"kind\":\"root\"}"))
                    .isEqualTo("400 'kind' is 'root', expected one of: write, read, admin");
            assertThat(detail(server, "/v1/keys", "{\"tenant\":\"nobody\",\"kind\":\"read\"}"))
                    .isEqualTo("404 there is no tenant 'nobody'; GET /v1/tenants lists them");
            assertThat(detail(server, "/v1/keys", "{\"tenant\":\"acme\",\"kind\":\"admin\"}"))
                    .isEqualTo("400 an admin key belongs to the server; leave 'tenant' out");
            assertThat(server.delete("/v1/keys/1", ADMIN_KEY).statusCode()).isEqualTo(400);
            assertThat(server.delete("/v1/tenants/nobody", ADMIN_KEY).statusCode())
                    .isEqualTo(404);
        }
    }

    private static String detail(TestServer server, String path, String body) {
        var response = server.post(path, ADMIN_KEY, body);
        return response.statusCode() + " " + json(response).path("detail").asText();
    }
}
