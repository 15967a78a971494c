package dev.tidemark.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Devices that download and install releases over the air; a few fail. */
final class UpdateFleet implements DemoProduct {

    private static final List<String> ERRORS = List.of("CHECKSUM_MISMATCH", "NO_SPACE", "NETWORK_TIMEOUT");

    private final Choices choices;

    UpdateFleet(RandomGenerator random) {
        choices = new Choices(random);
    }

    @Override
    public int visitsPerDay() {
        return 6;
    }

    @Override
    public List<DemoEvent> visit() {
        int device = choices.between(100, 180);
        List<DemoEvent> events = new ArrayList<>();
        events.add(update("update_started", device));
        events.add(update("update_downloading", device).property("progress", choices.between(10, 90)));
        events.add(update("update_downloaded", device)
                .inGroup("performance_metrics", "download_speed_mbps", choices.between(50, 400) / 10.0));
        if (choices.chance(0.08)) {
            events.add(update("update_failed", device)
                    .put("error_code", choices.one(ERRORS))
                    .put("error_message", "The update could not be applied")
                    .property("failure_stage", "installing"));
        } else {
            events.add(update("update_installed", device)
                    .inGroup("performance_metrics", "install_duration_seconds", choices.between(20, 240))
                    .inGroup("performance_metrics", "battery_level", choices.between(15, 100)));
        }
        return events;
    }

    private static DemoEvent update(String type, int device) {
        return DemoEvent.of(type)
                .put("org_id", "mobile-team")
                .put("app_id", "my-mobile-app")
                .put("device_id", "device-" + device)
                .inGroup("device_info", "os", device % 3 == 0 ? "iOS" : "Android")
                .inGroup("device_info", "os_version", device % 3 == 0 ? "17.1" : "13")
                .inGroup("device_info", "model", device % 3 == 0 ? "iPhone 14" : "Pixel 7")
                .inGroup("release_info", "current_version", "1.0.0")
                .inGroup("release_info", "target_version", "1.1.0");
    }
}
