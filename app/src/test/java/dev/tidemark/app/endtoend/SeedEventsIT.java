package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds of events that Tidemark is made for, sent as their senders document them, and the questions asked about them. */
class SeedEventsIT {
    private static final String PROJECT = "123e4567-e89b-12d3-a456-426614174000";

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static Api api;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Launch.in(data).with("TIDEMARK_BOOTSTRAP_TENANT", "acme-corp"));
        api = server.api();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aScreenViewOfAMobileApp() {
        store("""
                {
                  "event_type": "screen_view",
                  "event_name": "HomeScreen",
                  "timestamp": "2024-01-15T10:30:00Z",
                  "project_id": "123e4567-e89b-12d3-a456-426614174000",
                  "user_id": "user_123",
                  "anonymous_id": "device_abc",
                  "session_id": "session_xyz",
                  "platform": "ios",
                  "os_version": "iOS 17.1",
                  "device_model": "iPhone 15 Pro",
                  "app_version": "1.0.0",
                  "country": "US",
                  "properties": {
                    "referrer": "push_notification"
                  },
                  "screen_name": "HomeScreen",
                  "duration_ms": 5000
                }""");

        String range = "?app_id=" + PROJECT + "&from=2024-01-15&to=2024-01-16";
        assertThat(api.report("active-users" + range + "&granularity=day")
                        .table()
                        .rows()
                        .getFirst())
                .contains("1");
        assertThat(api.report("screens" + range).table().rows().getFirst()).contains("HomeScreen", "1");
        assertThat(api.report("platforms" + range).table().rows().getFirst()).contains("ios", "1");
        assertThat(api.report("countries" + range).table().rows().getFirst()).contains("US", "1");
        assertThat(ask(PROJECT, "2024-01-15", """
                "measures": ["events", "actors", "sessions", "avg(duration_ms)"],
                "dimensions": ["properties.referrer", "os_version", "device_model", "app_version"]"""))
                .containsExactly(
                        List.of("push_notification", "iOS 17.1", "iPhone 15 Pro", "1.0.0", "1", "1", "1", "5000"));
        assertThat(ask(PROJECT, "2024-01-15", """
                "measures": ["events"], "filter": {"eq": ["properties.referrer", "push_notification"]}""")).containsExactly(List.of("1"));
    }

    @Test
    void anUpdateOfARelease() {
        store("""
                {
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
                }""");

        assertThat(ask("my-mobile-app", "2025-06-03", """
                "measures": ["events", "devices", "sum(speed_mbps)", "sum(duration_ms)"],
                "dimensions": ["org_id", "os", "os_version", "device_model", "device_manufacturer", "current_version",
                               "target_version", "actor_id"]"""))
                .containsExactly(List.of(
                        "mobile-team",
                        "Android",
                        "13",
                        "Pixel 7",
                        "Google",
                        "1.0.0",
                        "1.1.0",
                        "device-123",
                        "1",
                        "1",
                        "25.5",
                        "120000"));
        assertThat(ask("my-mobile-app", "2025-06-03", """
                "measures": ["max(properties.performance_metrics.battery_level)"],
                "dimensions": ["properties.release_info.release_notes"]"""))
                .containsExactly(List.of("Bug fixes and improvements", "75"));
    }

    @Test
    void aPageViewAndATicketSaleOfAnOrganizer() {
        store("""
                [{
                  "timestamp": "2025-07-01T08:00:00Z",
                  "event_type": "page_view",
                  "event_name": "Event Details Page",
                  "organizer_id": "org-123",
                  "user_id": "user-456",
                  "properties": {"event_id": "evt-789", "browser": "Chrome", "device_type": "desktop"}
                }, {
                  "timestamp": "2025-07-01T08:05:00Z",
                  "event_type": "ticket_sale",
                  "organizer_id": "org-123",
                  "user_id": "user-456",
                  "quantity": 2,
                  "price": 50.00,
                  "currency": "USD"
                }]""");

        assertThat(rows("""
                {"from": "2025-07-01", "to": "2025-07-02", "granularity": "none",
                 "measures": ["events", "actors", "sum(amount)", "sum(quantity)"], "dimensions": ["event_type", "currency"],
                 "filter": {"eq": ["org_id", "org-123"]}, "order_by": [["event_type", "asc"]]}"""))
                .containsExactly(
                        List.of("page_view", "null", "1", "1", "null", "null"),
                        List.of("ticket_sale", "USD", "1", "1", "100", "2"));
        assertThat(rows("""
                {"from": "2025-07-01", "to": "2025-07-02", "granularity": "none", "measures": ["events"],
                 "dimensions": ["event_name", "properties.browser"], "filter": {"eq": ["properties.event_id", "evt-789"]}}""")).containsExactly(List.of("Event Details Page", "Chrome", "1"));
        assertThat(api.report("revenue?from=2025-07-01&to=2025-07-02&granularity=day")
                        .table()
                        .rows()
                        .getFirst())
                .contains("USD", "100");
    }

    @Test
    void requestsOfAService() {
        store("""
                [{"timestamp": "2025-08-01T12:00:00Z", "event_type": "request", "service_name": "crud-api", "endpoint": "/users",
                  "method": "GET", "status_code": 200, "response_time_ms": 12, "bytes": 512, "user_id": "u1", "region": "EU"},
                 {"timestamp": "2025-08-01T12:00:30Z", "event_type": "request", "service_name": "crud-api", "endpoint": "/users",
                  "method": "GET", "status_code": 500, "response_time_ms": 80, "bytes": 64, "user_id": "u2", "region": "EU"},
                 {"timestamp": "2025-08-01T12:01:00Z", "event_type": "request", "service_name": "crud-api", "endpoint": "/checkout",
                  "method": "POST", "status_code": 201, "response_time_ms": 40, "transaction_amount": 19.99,
                  "cart_items_count": 3, "user_id": "u1", "region": "US"}]""");

        assertThat(ask("crud-api", "2025-08-01", """
                "measures": ["events", "sum(bytes)", "max(duration_ms)", "sum(amount)"], "dimensions": ["endpoint", "status_code"],
                "order_by": [["endpoint", "desc"], ["status_code", "asc"]]"""))
                .containsExactly(
                        List.of("/users", "200", "1", "512", "12", "null"),
                        List.of("/users", "500", "1", "64", "80", "null"),
                        List.of("/checkout", "201", "1", "null", "40", "19.99"));
        assertThat(ask("crud-api", "2025-08-01", """
                "measures": ["actors"], "dimensions": ["region"], "order_by": [["actors", "desc"]]""")).containsExactly(List.of("EU", "2"), List.of("US", "1"));
        assertThat(ask("crud-api", "2025-08-01", """
                "measures": ["sum(properties.cart_items_count)"]""")).containsExactly(List.of("3"));
    }

    private static void store(String events) {
        Answer answer = api.store(events).with(200);
        assertThat(answer.json().path("rejected")).as(answer.body()).isEmpty();
    }

    /** What a question about one day of one app is answered with. */
    private static List<List<String>> ask(String app, String day, String rest) {
        return rows("""
                {"app_id": "%s", "from": "%sT00:00:00Z", "to": "%sT23:59:59Z", "granularity": "none", %s}""".formatted(app, day, day, rest));
    }

    private static List<List<String>> rows(String question) {
        return api.query(question).table().whole().rows();
    }
}
