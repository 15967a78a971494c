package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The requests of an OTA analytics server, as its users wrote them down: only the address is another, and there is a key. Two tenants
 * have sent the same: d1 installed, d2 failed, d3 cancelled, d4 installed and rolled back.
 */
class OtaIT {
    @TempDir
    static Path data;

    /** The hour of all updates. */
    private static Instant hour = Instant.EPOCH;

    private static ServerProcess server;
    private static Api api;
    private static String acmeReads;

    @BeforeAll
    static void start() {
        hour = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(2, ChronoUnit.HOURS);
        server = ServerProcess.start(Launch.in(data).with("TIDEMARK_BOOTSTRAP_TENANT", "acme-corp"));
        api = server.api();
        api.post("/v1/tenants", Launch.ADMIN_KEY, """
                {"tenant": "acme"}""").with(201);
        acmeReads = key("read");
        api.post("/events?wait=stored", Launch.WRITE_KEY, updates("acme-corp")).with(200);
        api.post("/events?wait=stored", key("write"), updates("acme")).with(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String key(String kind) {
        return api.post("/v1/keys", Launch.ADMIN_KEY, """
                {"tenant": "acme", "kind": "%s", "name": "test"}""".formatted(kind))
                .with(201)
                .json()
                .path("secret")
                .asText();
    }

    private static String updates(String tenant) {
        String fast = "\"performance_metrics\": {\"download_speed_mbps\": 20}";
        List<String> events = new ArrayList<>();
        events.add(update(tenant, "update_started", 1, "d1", "\"progress\": 0"));
        events.add(update(tenant, "update_downloading", 2, "d1", fast));
        events.add(update(tenant, "update_downloaded", 3, "d1", "\"package_size\": 1000, \"download_duration\": 4"));
        events.add(update(tenant, "update_installing", 4, "d1", "\"install_progress\": 50"));
        events.add(update(tenant, "update_installed", 5, "d1", "\"install_duration_seconds\": 120"));
        events.add(update(tenant, "update_started", 6, "d2", "\"progress\": 0"));
        events.add(update(
                tenant,
                "update_failed",
                7,
                "d2",
                "\"error_code\": \"NO_SPACE\", \"error_message\": \"full\", \"failure_stage\": \"installing\""));
        events.add(update(tenant, "update_cancelled", 8, "d3", "\"cancellation_reason\": \"user_declined\""));
        events.add(update(tenant, "update_installed", 9, "d4", "\"install_duration_seconds\": 240"));
        events.add(update(tenant, "rollback_started", 10, "d4", "\"rollback_reason\": \"crash\""));
        events.add(update(tenant, "rollback_completed", 11, "d4", "\"rollback_duration\": 9"));
        return "[" + String.join(",", events) + "]";
    }

    private static String update(String tenant, String type, int minute, String device, String payload) {
        return """
                {"tenant_id": "%s", "org_id": "mobile-team", "app_id": "my-app", "device_id": "%s", "event_type": "%s",
                 "timestamp": "%s", "device_info": {"os": "%s"},
                 "release_info": {"current_version": "1.0.0", "target_version": "2.1.0"}, %s}""".formatted(
                        tenant,
                        device,
                        type,
                        hour.plus(minute, ChronoUnit.MINUTES),
                        device.equals("d2") ? "iOS" : "Android",
                        payload);
    }

    @Test
    void anEventIsIngested() {
        Answer answer = Curl.parse("""
                curl -X POST http://localhost:8081/events \\
                  -H "Content-Type: application/json" \\
                  -d '{
                    "tenant_id": "acme-corp",
                    "org_id": "mobile-team",
                    "app_id": "my-mobile-app",
                    "device_id": "device-123",
                    "session_id": "session-456",
                    "event_type": "update_started",
                    "timestamp": "2025-06-03T10:30:00Z",
                    "device_info": {
                      "os": "Android",
                      "os_version": "13",
                      "model": "Pixel 7",
                      "manufacturer": "Google"
                    },
                    "release_info": {
                      "current_version": "1.0.0",
                      "target_version": "1.1.0",
                      "release_notes": "Bug fixes and improvements"
                    },
                    "performance_metrics": {
                      "download_speed_mbps": 25.5,
                      "install_duration_seconds": 120,
                      "battery_level": 75,
                      "storage_available_mb": 2048
                    }
                  }'""").send(api, Launch.WRITE_KEY);

        assertThat(answer.with(202).body()).isEqualTo("{\"data\":{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}}");
        api.awaitDelivery();
        assertThat(ask("curl \"http://localhost:8081/analytics/versions?app_id=my-mobile-app&days=3650\"")
                        .body())
                .isEqualTo("{\"data\":{\"versions\":[{\"version\":\"1.0.0\",\"device_count\":1,\"percentage\":100.0}],"
                        + "\"total_devices\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl \"http://localhost:8081/analytics/adoption?tenant_id=acme-corp&days=30&app_id=my-app\"",
                "curl \"http://localhost:8081/analytics/adoption?tenant_id=acme&target_version=2.1.0&days=7\""
            })
    void adoption(String curl) {
        assertThat(ask(curl).body())
                .isEqualTo(
                        "{\"data\":{\"total_updates\":3,\"successful_updates\":2,\"failed_updates\":1,\"success_rate\":66.67,"
                                + "\"hourly_installs\":[{\"hour\":\"" + hour + "\",\"installs\":2,\"failures\":1}]}}");
    }

    @Test
    void versions() {
        assertThat(ask("curl \"http://localhost:8081/analytics/versions?tenant_id=acme-corp&app_id=my-app\"")
                        .body())
                .isEqualTo("{\"data\":{\"versions\":[{\"version\":\"1.0.0\",\"device_count\":3,\"percentage\":75.0},"
                        + "{\"version\":\"2.1.0\",\"device_count\":1,\"percentage\":25.0}],\"total_devices\":4}}");
    }

    @Test
    void versionsByDeviceOs() {
        assertThat(ask("curl \"http://localhost:8081/analytics/versions?tenant_id=acme&segment=device_os\"")
                        .body())
                .endsWith(
                        "\"total_devices\":4,\"groups\":[{\"device_os\":\"Android\",\"versions\":[{\"version\":\"1.0.0\",\"device_count\":2,\"percentage\":66.7},"
                                + "{\"version\":\"2.1.0\",\"device_count\":1,\"percentage\":33.3}],\"total_devices\":3},"
                                + "{\"device_os\":\"iOS\",\"versions\":[{\"version\":\"1.0.0\",\"device_count\":1,\"percentage\":100.0}],"
                                + "\"total_devices\":1}]}}");
    }

    @Test
    void activeDevices() {
        JsonNode answer = data("curl \"http://localhost:8081/analytics/active-devices?tenant_id=acme-corp&days=7\"");

        assertThat(names(answer))
                .containsExactly("active_devices", "sessions", "events", "daily_active_devices", "event_types");
        assertThat(answer.path("active_devices").asInt()).isEqualTo(4);
        assertThat(answer.path("events").asInt()).isEqualTo(11);
        assertThat(answer.path("daily_active_devices")).hasSize(7).allSatisfy(day -> assertThat(names(day))
                .containsExactly("date", "active_devices", "events"));
        assertThat(answer.path("event_types").findValuesAsText("event_type"))
                .containsExactly(
                        "update_started",
                        "update_downloading",
                        "update_downloaded",
                        "update_installing",
                        "update_installed",
                        "update_failed",
                        "update_cancelled",
                        "rollback_started",
                        "rollback_completed");
        assertThat(answer.path("event_types").findValuesAsText("count"))
                .containsExactly("2", "1", "1", "1", "2", "1", "1", "1", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl \"http://localhost:8081/analytics/failures?tenant_id=acme-corp&days=30\"",
                "curl \"http://localhost:8081/analytics/failures?tenant_id=acme&days=30&group_by=error_code\""
            })
    void failures(String curl) {
        JsonNode answer = data(curl);

        assertThat(ask(curl).body())
                .contains(
                        "\"error_codes\":[{\"error_code\":\"NO_SPACE\",\"count\":1,\"percentage\":100.0,\"device_count\":1}]");
        assertThat(names(answer))
                .startsWith(
                        "total_failures",
                        "failure_rate",
                        "affected_devices",
                        "total_cancellations",
                        "rollbacks_started",
                        "rollbacks_completed",
                        "error_codes",
                        "failure_stages",
                        "cancellation_reasons",
                        "rollback_reasons",
                        "daily_failures");
        assertThat(answer.path("failure_rate").asText()).isEqualTo("33.33");
        assertThat(answer.path("failure_stages").findValuesAsText("failure_stage"))
                .containsExactly("installing");
        assertThat(answer.path("cancellation_reasons").findValuesAsText("cancellation_reason"))
                .containsExactly("user_declined");
        assertThat(answer.path("rollback_reasons").findValuesAsText("rollback_reason"))
                .containsExactly("crash");
        assertThat(answer.path("daily_failures")).hasSize(30);
        if (curl.contains("group_by")) {
            assertThat(answer.path("groups")).isEqualTo(answer.path("error_codes"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl \"http://localhost:8081/analytics/performance?tenant_id=acme-corp&days=30\"",
                "curl \"http://localhost:8081/analytics/performance?tenant_id=acme&days=30\""
            })
    void performance(String curl) {
        JsonNode answer = data(curl);

        assertThat(names(answer)).containsExactly("download_speed_mbps", "install_duration_seconds", "trends");
        assertThat(names(answer.path("install_duration_seconds")))
                .containsExactly("samples", "average", "p10", "p50", "p90", "p95", "p99");
        assertThat(answer.path("install_duration_seconds").path("average").asDouble())
                .isEqualTo(180);
        assertThat(answer.path("install_duration_seconds").path("p50").asDouble())
                .isBetween(118.8, 121.2);
        assertThat(answer.path("download_speed_mbps").path("samples").asInt()).isEqualTo(1);
        assertThat(answer.path("trends")).hasSize(30);
    }

    @Test
    void health() {
        JsonNode answer = Curl.parse("curl http://localhost:8081/health")
                .send(api, Launch.READ_KEY)
                .with(200)
                .json();

        assertThat(names(answer)).containsExactly("status", "timestamp", "services", "metrics");
        assertThat(answer.path("status").asText()).isEqualTo("healthy");
        assertThat(Instant.parse(answer.path("timestamp").asText())).isAfter(hour);
        assertThat(names(answer.path("services"))).contains("embedded", "log");
        assertThat(answer.path("services"))
                .allSatisfy(service -> assertThat(names(service)).contains("status"));
        assertThat(answer.path("services").path("embedded").has("response_time_ms"))
                .isTrue();
        assertThat(names(answer.path("services").path("log"))).contains("producer_ready", "consumer_lag");
        assertThat(names(answer.path("metrics"))).containsExactlyInAnyOrder("events_processed", "events_per_second");
        assertThat(answer.path("metrics").path("events_processed").asInt()).isGreaterThanOrEqualTo(22);
    }

    @ParameterizedTest
    @CsvSource({
        "/analytics/adoption?days=0,              400, days is \"0\"",
        "/analytics/versions?segment=devise_os,   400, did you mean 'device_os'?",
        "/analytics/performance?dayz=7,           400, did you mean 'days'?",
        "/analytics/failures?tenant_id=acme,      403, tenant_id names a tenant",
        "/analytics/churn,                        404, ''"
    })
    void mistakesAreExplained(String path, int status, String says) {
        assertThat(api.get(path, Launch.READ_KEY).problem(status)).contains(says);
    }

    @Test
    void keysOfTheOtherKindOpenNothing() {
        assertThat(api.get("/analytics/adoption", Launch.WRITE_KEY).problem(403))
                .contains("read");
        assertThat(api.post("/events", Launch.READ_KEY, "{\"event_type\": \"update_started\"}")
                        .problem(403))
                .contains("write");
        assertThat(api.send(api.request("/analytics/adoption").GET()).status()).isEqualTo(401);
    }

    private static Answer ask(String curl) {
        return Curl.parse(curl)
                .send(api, curl.contains("tenant_id=acme&") ? acmeReads : Launch.READ_KEY)
                .with(200);
    }

    private static JsonNode data(String curl) {
        JsonNode answer = ask(curl).json();
        assertThat(names(answer)).containsExactly("data");
        return answer.path("data");
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
