package dev.tidemark.ingestion.decode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Events as the documents of known clients show them are accepted as they are. */
class SeedEventsTest {

    @Test
    void mobileScreenView() {
        Event event = Decoding.event("""
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
                }
                """);

        assertThat(event)
                .isEqualTo(Event.builder(Decoding.TENANT)
                        .set(Field.EVENT_ID, event.id())
                        .set(Field.EVENT_TYPE, "screen_view")
                        .set(Field.EVENT_NAME, "HomeScreen")
                        .set(Field.TIMESTAMP, Instant.parse("2024-01-15T10:30:00Z"))
                        .set(Field.RECEIVED_AT, Decoding.NOW)
                        .set(Field.APP_ID, "123e4567-e89b-12d3-a456-426614174000")
                        .set(Field.USER_ID, "user_123")
                        .set(Field.ANONYMOUS_ID, "device_abc")
                        .set(Field.SESSION_ID, "session_xyz")
                        .set(Field.PLATFORM, "ios")
                        .set(Field.OS_VERSION, "iOS 17.1")
                        .set(Field.DEVICE_MODEL, "iPhone 15 Pro")
                        .set(Field.APP_VERSION, "1.0.0")
                        .set(Field.COUNTRY, "US")
                        .set(Field.SCREEN_NAME, "HomeScreen")
                        .set(Field.DURATION_MS, 5000.0)
                        .property("referrer", "push_notification")
                        .build());
        assertThat(event.id().version()).isEqualTo(7);
        assertThat(event.value(Field.ACTOR_ID)).isEqualTo("user_123");
    }

    @Test
    void updateWithNestedGroups() {
        Event event = Decoding.event("""
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
                }
                """);

        assertThat(event)
                .isEqualTo(Event.builder(Decoding.TENANT)
                        .set(Field.EVENT_ID, event.id())
                        .set(Field.EVENT_TYPE, "update_started")
                        .set(Field.TIMESTAMP, Instant.parse("2025-06-03T10:30:00Z"))
                        .set(Field.RECEIVED_AT, Decoding.NOW)
                        .set(Field.ORG_ID, "mobile-team")
                        .set(Field.APP_ID, "my-mobile-app")
                        .set(Field.DEVICE_ID, "device-123")
                        .set(Field.SESSION_ID, "session-456")
                        .set(Field.OS, "Android")
                        .set(Field.OS_VERSION, "13")
                        .set(Field.DEVICE_MODEL, "Pixel 7")
                        .set(Field.DEVICE_MANUFACTURER, "Google")
                        .set(Field.CURRENT_VERSION, "1.0.0")
                        .set(Field.TARGET_VERSION, "1.1.0")
                        .set(Field.SPEED_MBPS, 25.5)
                        .set(Field.DURATION_MS, 120_000.0)
                        .property("release_info.release_notes", "Bug fixes and improvements")
                        .property("performance_metrics.battery_level", "75")
                        .property("performance_metrics.storage_available_mb", "2048")
                        .build());
    }

    @Test
    void ticketSale() {
        Event event = Decoding.eventWith("""
                "event_id":"evt-789","organizer_id":"org-123","quantity":2,"price":50.00,"currency":"USD"\
                """);

        assertThat(event.id())
                .isEqualTo(UUID.nameUUIDFromBytes("evt-789".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(event.value(Field.ORG_ID)).isEqualTo("org-123");
        assertThat(event.value(Field.AMOUNT)).isEqualTo(new BigDecimal("100.0000"));
        assertThat(event.properties()).isEqualTo(Map.of("price", "50"));
    }
}
