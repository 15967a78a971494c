package dev.tidemark.app.security;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import dev.tidemark.domain.tenant.RequiresKey;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
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
    void everyRouteSaysWhoMayCallIt() {
        var undeclared = new TreeSet<String>();
        server.context().getBean(Router.class).uriRoutes().forEach(route -> {
            if (!route.getAnnotationMetadata().hasAnnotation(OpenToAll.class)
                    && !route.getAnnotationMetadata().hasAnnotation(RequiresKey.class)) {
                undeclared.add(name(route));
            }
        });

        assertThat(undeclared).isEmpty();
    }

    @Test
    void onlyTheseRoutesNeedNoKey() {
        var open = new TreeSet<String>();
        server.context().getBean(Router.class).uriRoutes().forEach(route -> {
            if (route.getAnnotationMetadata().hasAnnotation(OpenToAll.class)
                    && route.getHttpMethodName().equals("GET")) {
                open.add(route.getUriMatchTemplate().toPathString());
            }
        });

        assertThat(open)
                .containsExactly(
                        "/",
                        "/docs",
                        "/docs/{file}",
                        "/health",
                        "/health/liveness",
                        "/health/readiness",
                        "/openapi.yml",
                        "/prometheus");
    }

    @Test
    void noKeyIsToldWhichKindIsNeededAndHowToSendIt() {
        HttpResponse<String> response = server.send(server.request("/v1/tenants"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"tidemark\"");
        assertThat(json(response).path("detail").asText())
                .isEqualTo(
                        "no key was sent, expected an admin key; send it as 'Authorization: Bearer KEY' or 'X-Api-Key: KEY'");
    }

    @Test
    void anUnknownKeyIsNotRepeatedInFull() {
        HttpResponse<String> response = server.get("/v1/tenants", "tmk_a_0123456789012345678901234567890123456789");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(json(response).path("detail").asText())
                .isEqualTo("key tmk_a_0123… is unknown or revoked, expected a valid admin key");
    }

    @Test
    void aKeyOfAnotherKindIsToldBothKinds() {
        assertThat(server.get("/v1/tenants", READ_KEY).statusCode()).isEqualTo(403);
        assertThat(json(server.get("/v1/tenants", WRITE_KEY)).path("detail").asText())
                .isEqualTo("the key sent is a write key, expected an admin key");
    }

    @Test
    void aKeyMayComeInThreeWays() {
        String basic = Base64.getEncoder().encodeToString((ADMIN_KEY + ":").getBytes(StandardCharsets.UTF_8));

        assertThat(server.send(server.request("/v1/tenants").header("Authorization", "bearer " + ADMIN_KEY))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/v1/tenants").header("X-Api-Key", ADMIN_KEY))
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.send(server.request("/v1/tenants").header("Authorization", "Basic " + basic))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRevokedKeyOpensNothingFromTheNextRequestOn() {
        var made = json(server.post("/v1/keys", ADMIN_KEY, "{\"kind\":\"admin\"}"));
        String secret = made.path("secret").asText();

        assertThat(server.get("/v1/tenants", secret).statusCode()).isEqualTo(200);
        assertThat(server.delete("/v1/keys/" + made.path("key").path("id").asText(), ADMIN_KEY)
                        .statusCode())
                .isEqualTo(204);
        assertThat(server.get("/v1/tenants", secret).statusCode()).isEqualTo(401);
    }

    @Test
    void theKeysOfARemovedTenantOpenNothing() {
        server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"leaving\"}");
        String secret = json(server.post("/v1/keys", ADMIN_KEY, "{\"tenant\":\"leaving\",\"kind\":\"read\"}"))
                .path("secret")
                .asText();

        assertThat(server.get("/v1/tenants", secret).statusCode()).isEqualTo(403);
        server.delete("/v1/tenants/leaving", ADMIN_KEY);
        assertThat(server.get("/v1/tenants", secret).statusCode()).isEqualTo(401);
    }

    @Test
    void metricsMayBeClosed(@TempDir Path other) {
        assertThat(server.send(server.request("/prometheus")).statusCode()).isEqualTo(200);
        try (TestServer closed = TestServer.start(other, Map.of("TIDEMARK_METRICS_PUBLIC", "false"))) {
            assertThat(closed.send(closed.request("/prometheus")).statusCode()).isEqualTo(401);
            assertThat(closed.get("/prometheus", READ_KEY).statusCode()).isEqualTo(403);
            assertThat(closed.get("/prometheus", ADMIN_KEY).statusCode()).isEqualTo(200);
        }
    }

    private static String name(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
    }
}
