package dev.tidemark.query.ota;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Three days of five devices, written out by hand.
 *
 * <pre>
 * device  os       on the 13th                on the 14th                    on the 15th
 * d1      Android  09: 1.0.0 to 1.1.0, good
 * d2      iOS      09: 1.0.0 to 1.1.0, fails  10: fails again, then good
 * d3      Android                             11: 0.9.8 to 1.1.0, cancelled
 * d4      Android                                                            08: 1.0.0 to 1.1.0, rolled back
 * d5      iOS                                                                09: fails, tells nothing else
 * </pre>
 */
final class OtaHistory {

    static final TenantId TENANT = new TenantId("acme");
    static final Instant NOW = Instant.parse("2026-03-15T10:22:30.250Z");

    private final List<Event.Builder> events = new ArrayList<>();

    private OtaHistory() {}

    static ReferenceStorage threeDays() {
        OtaHistory history = new OtaHistory();
        history.firstDevice();
        history.secondDevice();
        history.update("2026-03-14T11:00:00Z", "update_cancelled", "d3", "Android", "0.9.8")
                .property("cancellation_reason", "user_declined");
        history.fourthDevice();
        history.event(TENANT, "2026-03-15T09:00:00Z", "update_failed", "d5")
                .set(Field.OS, "iOS")
                .set(Field.ORG_ID, "web-team");
        history.others();
        return history.stored();
    }

    /** A store with these events alone. */
    static ReferenceStorage of(Event.Builder... events) {
        OtaHistory history = new OtaHistory();
        history.events.addAll(List.of(events));
        return history.stored();
    }

    private ReferenceStorage stored() {
        ReferenceStorage storage = new ReferenceStorage();
        storage.append(new EventBatch(events.stream().map(Event.Builder::build).toList()));
        return storage;
    }

    private void firstDevice() {
        update("2026-03-13T09:10:00Z", "update_started", "d1", "Android", "1.0.0");
        update("2026-03-13T09:11:00Z", "update_downloading", "d1", "Android", "1.0.0")
                .set(Field.SPEED_MBPS, 20.0);
        update("2026-03-13T09:12:00Z", "update_downloaded", "d1", "Android", "1.0.0")
                .set(Field.SPEED_MBPS, 30.0)
                .set(Field.DURATION_MS, 999_000.0); // how long the download took: no install time
        update("2026-03-13T09:13:00Z", "update_installing", "d1", "Android", "1.0.0");
        update("2026-03-13T09:15:00Z", "update_installed", "d1", "Android", "1.0.0")
                .set(Field.DURATION_MS, 120_000.0);
    }

    private void secondDevice() {
        update("2026-03-13T09:40:00Z", "update_started", "d2", "iOS", "1.0.0");
        failed("2026-03-13T09:50:00Z", "NO_SPACE", "installing");
        failed("2026-03-14T10:05:00Z", "NETWORK_TIMEOUT", "downloading");
        update("2026-03-14T10:30:00Z", "update_installed", "d2", "iOS", "1.0.0").set(Field.DURATION_MS, 60_000.0);
    }

    private void failed(String timestamp, String code, String stage) {
        update(timestamp, "update_failed", "d2", "iOS", "1.0.0")
                .set(Field.ERROR_CODE, code)
                .property("failure_stage", stage);
    }

    private void fourthDevice() {
        update("2026-03-15T08:00:00Z", "update_installed", "d4", "Android", "1.0.0")
                .set(Field.DURATION_MS, 240_000.0);
        update("2026-03-15T08:30:00Z", "rollback_started", "d4", "Android", "1.0.0")
                .property("rollback_reason", "crash");
        update("2026-03-15T08:35:00Z", "rollback_completed", "d4", "Android", "1.0.0");
    }

    /** What no answer about three days of this tenant's updates may count. */
    private void others() {
        update("2026-03-12T23:59:59.999Z", "update_installed", "d6", "Android", "1.0.0");
        update("2026-03-15T10:22:30.250Z", "update_installed", "d7", "Android", "1.0.0");
        event(TENANT, "2026-03-14T10:00:00Z", "screen_view", "d8").set(Field.CURRENT_VERSION, "7");
        event(new TenantId("rival"), "2026-03-14T10:00:00Z", "update_installed", "d1")
                .set(Field.TARGET_VERSION, "9");
    }

    private Event.Builder update(String timestamp, String type, String device, String os, String from) {
        return event(TENANT, timestamp, type, device)
                .set(Field.ORG_ID, "mobile-team")
                .set(Field.APP_ID, "my-app")
                .set(Field.SESSION_ID, "session-of-" + device)
                .set(Field.OS, os)
                .set(Field.CURRENT_VERSION, from)
                .set(Field.TARGET_VERSION, "1.1.0");
    }

    private Event.Builder event(TenantId tenant, String timestamp, String type, String device) {
        Event.Builder event = event(tenant, timestamp, type, device, Map.of());
        events.add(event);
        return event;
    }

    static Event.Builder event(
            TenantId tenant, String timestamp, String type, String device, Map<Field, String> values) {
        Event.Builder event = Event.builder(tenant)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, type)
                .set(Field.TIMESTAMP, Instant.parse(timestamp))
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.DEVICE_ID, device);
        values.forEach(event::set);
        return event;
    }
}
