package dev.tidemark.query.ota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Field;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningVersionTest {

    @ParameterizedTest
    @CsvSource({
        "update_started,      1.0.0, 1.1.0, 1.0.0",
        "update_downloading,  1.0.0, 1.1.0, 1.0.0",
        "update_downloaded,   1.0.0, 1.1.0, 1.0.0",
        "update_installing,   1.0.0, 1.1.0, 1.0.0",
        "update_installed,    1.0.0, 1.1.0, 1.1.0",
        "update_installed,         , 1.1.0, 1.1.0",
        "update_installed,    1.1.0,      , 1.1.0",
        "update_failed,       1.0.0, 1.1.0, 1.0.0",
        "update_cancelled,    1.0.0, 1.1.0, 1.0.0",
        "rollback_completed,  1.0.0, 1.1.0, 1.0.0"
    })
    void anEventTellsTheVersionThatRunsFromThenOn(
            String type, @Nullable String current, @Nullable String target, String runs) {
        assertThat(versions(event("2026-03-15T09:00:00Z", type, current, target)))
                .contains("\"versions\":[{\"version\":\"" + runs + "\",\"device_count\":1,");
    }

    @ParameterizedTest
    @CsvSource({
        "update_started,          , 1.1.0",
        "update_failed,           , 1.1.0",
        "update_installed,        ,      ",
        "rollback_started,   1.0.0, 1.1.0",
        "rollback_completed,      , 1.1.0",
        "screen_view,        1.0.0, 1.1.0"
    })
    void anEventThatTellsNoneLeavesTheOneBefore(String type, @Nullable String current, @Nullable String target) {
        Event.Builder later = event("2026-03-15T09:00:00Z", type, current, target);

        assertThat(versions(later)).contains("\"versions\":[],\"total_devices\":0");
        assertThat(versions(event("2026-03-15T08:00:00Z", "update_installed", "1.0.0", "1.1.0"), later))
                .contains("\"versions\":[{\"version\":\"1.1.0\",\"device_count\":1,");
    }

    @Test
    void theLatestEventCountsWhateverCameInLast() {
        assertThat(versions(
                        event("2026-03-15T09:00:00Z", "update_installed", "1.1.0", "1.2.0"),
                        event("2026-03-15T08:00:00Z", "update_installed", "1.0.0", "1.1.0")))
                .contains("\"versions\":[{\"version\":\"1.2.0\",\"device_count\":1,\"percentage\":100.0}]");
    }

    private static String versions(Event.Builder... events) {
        return new OtaAsk(OtaHistory.of(events)).answer(OtaAnalytics.Topic.VERSIONS);
    }

    private static Event.Builder event(
            String timestamp, String type, @Nullable String current, @Nullable String target) {
        Map<Field, String> versions = new EnumMap<>(Field.class);
        if (current != null) {
            versions.put(Field.CURRENT_VERSION, current);
        }
        if (target != null) {
            versions.put(Field.TARGET_VERSION, target);
        }
        return OtaHistory.event(OtaHistory.TENANT, timestamp, type, "d1", versions);
    }
}
