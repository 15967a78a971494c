package dev.tidemark.app.endtoend;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Endless believable events of one app with every field that a rollup keeps, most of them recent and some late by days. Some come
 * more than once, in one batch and in batches apart.
 */
final class EventStream {
    /** How many days before today the latest of the late lie. */
    static final int DAYS = 4;

    private static final List<String> TYPES = List.of("screen_view", "page_view", "ticket_sale", "request");
    private static final List<String> PLATFORMS = List.of("ios", "android", "web");
    private static final List<String> COUNTRIES = List.of("DE", "US", "TR", "BR");
    private static final List<String> BROWSERS = List.of("Firefox", "Safari");

    private final String app;
    private final String writer;
    private final RandomGenerator random;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final List<SentEvent> recent = new ArrayList<>();
    private int made;

    /** @param writer tells its events from those of other streams of the app */
    EventStream(String app, String writer, RandomGenerator random) {
        this.app = app;
        this.writer = writer;
        this.random = random;
    }

    /** One to 500 events. */
    List<SentEvent> batch() {
        int size = 1 + random.nextInt(List.of(1, 10, 100, 500).get(random.nextInt(4)));
        List<SentEvent> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(!recent.isEmpty() && random.nextInt(20) == 0 ? pick(recent) : next());
        }
        return batch;
    }

    private SentEvent next() {
        String type = pick(TYPES);
        Map<String, Object> fields = new HashMap<>();
        fields.put("app_id", app);
        fields.put("event_type", type);
        fields.put("timestamp", timestamp().toString());
        fields.put("user_id", "user-" + random.nextInt(200));
        fields.put("country", pick(COUNTRIES));
        if (random.nextInt(5) > 0) {
            fields.put("platform", pick(PLATFORMS));
        }
        switch (type) {
            case "screen_view" -> addView(fields, "screen_name", "Screen");
            case "page_view" -> addView(fields, "page_url", "/page/");
            case "ticket_sale" -> addSale(fields);
            default -> fields.put("duration_ms", quarters(4000));
        }
        SentEvent event = new SentEvent(app + "-" + writer + "-" + made++, fields);
        remember(event);
        return event;
    }

    private void addView(Map<String, Object> fields, String field, String prefix) {
        fields.put(field, prefix + random.nextInt(20));
        fields.put("browser", pick(BROWSERS));
        fields.put("duration_ms", quarters(60_000));
    }

    private void addSale(Map<String, Object> fields) {
        fields.put("org_id", "org-" + random.nextInt(5));
        fields.put("product_id", "ticket-" + random.nextInt(10));
        fields.put("currency", random.nextBoolean() ? "EUR" : "USD");
        fields.put("amount", BigDecimal.valueOf(random.nextLong(10_000_000), 4));
        fields.put("quantity", BigDecimal.valueOf(random.nextInt(1, 9)));
    }

    /** Numbers that floats hold and add exactly, so that sums can be compared digit by digit. */
    private BigDecimal quarters(int bound) {
        return BigDecimal.valueOf(random.nextLong(bound) * 25, 2);
    }

    private Instant timestamp() {
        long back = random.nextInt(3) > 0 ? random.nextLong(7_200_000) : random.nextLong(DAYS * 86_400_000L);
        return now.minusMillis(back);
    }

    private void remember(SentEvent event) {
        if (recent.size() < 1000) {
            recent.add(event);
        } else {
            recent.set(random.nextInt(recent.size()), event);
        }
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
