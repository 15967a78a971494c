package dev.tidemark.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Makes events of the size and spread that mobile and web products send: 18 fields, about 480 bytes of JSON, 20,000 people. The same
 * seed makes the same events.
 */
final class Workload {

    private static final List<String> TYPES = List.of(
            "screen_view",
            "page_view",
            "click",
            "ticket_sale",
            "update_installed",
            "update_installed",
            "update_installed",
            "update_installed");
    private static final List<String> EVERY_KIND = List.of(
            "screen_view",
            "screen_view",
            "page_view",
            "click",
            "ticket_sale",
            "update_installed",
            "request",
            "request");
    private static final String[] METHODS = {"GET", "POST"};
    private static final int[] STATUSES = {200, 200, 200, 200, 200, 200, 201, 304, 404, 500};
    private static final String[] PLATFORMS = {"ios", "android", "web"};
    private static final String[] COUNTRIES = {"US", "DE", "GB", "FR", "TR", "IN", "BR", "JP"};
    private static final String[] BROWSERS = {"Chrome", "Safari", "Firefox", "Edge"};
    private static final int PEOPLE = 20_000;
    private static final int SCREENS = 200;

    private final List<String> types;
    private final SplittableRandom random;

    private Workload(List<String> types, long seed) {
        this.types = types;
        this.random = new SplittableRandom(seed);
    }

    /** Half of them of one type, to measure what storing costs. */
    Workload(long seed) {
        this(TYPES, seed);
    }

    /** With requests to services, too, so that every report has something to tell. */
    static Workload ofEveryKind(long seed) {
        return new Workload(EVERY_KIND, seed);
    }

    /** Bytes of NDJSON per event. */
    static double bytesPerEvent() {
        return new Workload(3).body(1000, Instant.now(), Duration.ofMinutes(5)).length / 1000.0;
    }

    /** A JSON array, or for one event an object, of events whose timestamps lie within the given time before {@code latest}. */
    byte[] body(int events, Instant latest, Duration spread) {
        StringBuilder json = new StringBuilder(500 * events);
        if (events == 1) {
            appendEvent(json, latest, spread);
            return json.toString().getBytes(StandardCharsets.UTF_8);
        }
        for (int i = 0; i < events; i++) {
            json.append(i == 0 ? '[' : ',');
            appendEvent(json, latest, spread);
        }
        return json.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void appendEvent(StringBuilder json, Instant latest, Duration spread) {
        int person = random.nextInt(PEOPLE);
        String type = types.get(random.nextInt(types.size()));
        int screen = random.nextInt(SCREENS);
        text(json.append('{'), "event_id", new UUID(random.nextLong(), random.nextLong()).toString());
        text(json.append(','), "event_type", type);
        text(json.append(','), "event_name", "Screen" + screen);
        text(
                json.append(','),
                "timestamp",
                latest.minusMillis(random.nextLong(spread.toMillis())).toString());
        text(json.append(','), "app_id", "app-" + person % 3);
        text(json.append(','), "org_id", "org-" + person % 7);
        text(json.append(','), "user_id", "user_" + person);
        text(json.append(','), "session_id", "session_" + person + "_" + latest.getEpochSecond() / 1800);
        text(json.append(','), "platform", PLATFORMS[person % PLATFORMS.length]);
        text(json.append(','), "os_version", "17." + person % 5);
        text(json.append(','), "device_model", "Model " + person % 40);
        text(json.append(','), "browser", BROWSERS[person % BROWSERS.length]);
        text(json.append(','), "app_version", "1." + person % 4 + ".0");
        text(json.append(','), "country", COUNTRIES[person % COUNTRIES.length]);
        text(json.append(','), "screen_name", "Screen" + screen);
        json.append(",\"duration_ms\":").append(random.nextInt(1, 60_000));
        if (type.equals("ticket_sale")) {
            json.append(",\"amount\":")
                    .append(random.nextInt(5, 200))
                    .append(".50,\"quantity\":1,\"currency\":\"EUR\"");
        }
        if (type.equals("request")) {
            text(json.append(','), "endpoint", "/api/v1/resource-" + screen % 60);
            text(json.append(','), "method", METHODS[screen % METHODS.length]);
            json.append(",\"status_code\":").append(STATUSES[random.nextInt(STATUSES.length)]);
        }
        json.append(",\"properties\":{\"referrer\":\"campaign_")
                .append(screen % 12)
                .append("\",\"position\":");
        json.append(random.nextInt(100)).append("}}");
    }

    private static void text(StringBuilder json, String name, String value) {
        json.append('"').append(name).append("\":\"").append(value).append('"');
    }
}
