package dev.tidemark.app.endtoend;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Generates events as clients send them: of every field, under any of its names; few values, so that they meet; some that must be rejected; some more than once. */
final class ClientEvents {

    /** What texts of any field may be. */
    static final List<String> TEXTS =
            List.of("a", "A", "b", "ä", "日本", "😀", "a\"b'c\\", "=1+1", "null", "1.50", " x ", "");

    static final List<String> TYPES = List.of(
            "screen_view",
            "page_view",
            "ticket_sale",
            "request",
            "purchase",
            "update_started",
            "update_installed",
            "update_failed",
            "rollback_completed",
            "Ünusual");

    /** Texts of their own. */
    private static final Map<String, List<String>> OWN = Map.ofEntries(
            entry("app_id", List.of("shop", "site")),
            entry("event_name", List.of("cart", "Cart", "pay")),
            entry("user_id", List.of("u1", "u2", "u3")),
            entry("anonymous_id", List.of("u1", "n1")),
            entry("device_id", List.of("d1", "d2", "u2")),
            entry("session_id", List.of("s1", "s2")),
            entry("country", List.of("DE", "de", "US", "Nowhere")),
            entry("screen_name", List.of("Home", "Cart", "Pay")),
            entry("page_url", List.of("/", "/cart", "/pay")),
            entry("currency", List.of("EUR", "USD")),
            entry("method", List.of("GET", "POST")),
            entry("endpoint", List.of("/a", "/b/{id}")),
            entry("target_version", List.of("1.0", "1.1")),
            entry("current_version", List.of("0.9", "1.0")),
            entry("error_code", List.of("NO_SPACE", "TIMEOUT")));

    private static final List<String> ANY_TEXT =
            List.of("platform", "browser", "org_id", "organizer_id", "region", "city", "os", "device_os", "product_id");

    private static final List<String> PROPERTIES = List.of("plan", "n", "deep.key", "wëird key");

    private final Instant scene;

    /** @param scene around which all happens */
    ClientEvents(Instant scene) {
        this.scene = scene;
    }

    /** One to three batches; here and there a later one has events of an earlier one again. */
    Arbitrary<List<List<Map<String, Object>>>> batches() {
        return events().list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .withSizeDistribution(RandomDistribution.uniform())
                .withoutEdgeCases()
                .flatMap(all -> Combinators.combine(
                                Arbitraries.integers().between(0, all.size()),
                                Arbitraries.integers().between(0, all.size()))
                        .as((one, other) -> parts(all, Math.min(one, other), Math.max(one, other))));
    }

    private static List<List<Map<String, Object>>> parts(List<Map<String, Object>> all, int from, int to) {
        List<List<Map<String, Object>>> parts = new ArrayList<>();
        parts.add(all.subList(0, to));
        parts.add(all.subList(from, all.size()));
        parts.removeIf(List::isEmpty);
        return parts;
    }

    private Arbitrary<Map<String, Object>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 400).map(number -> "event " + number),
                        Arbitraries.of(TYPES),
                        times(),
                        fields(),
                        properties())
                .as(ClientEvents::event);
    }

    private static Map<String, Object> event(
            String id, String type, Instant time, Map<String, Object> fields, Map<String, Object> properties) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event_id", id);
        event.put("event_type", type);
        event.put("timestamp", time.toString());
        event.putAll(fields);
        event.put("properties", properties);
        return event;
    }

    /** Few minutes, many hours, some days away; some at the same instant; now and then too early for any server. */
    private Arbitrary<Instant> times() {
        return Arbitraries.frequencyOf(
                Tuple.of(10, Arbitraries.longs().between(-90, 90).map(minutes -> scene.plusSeconds(60 * minutes))),
                Tuple.of(10, Arbitraries.longs().between(-600, 600).map(hours -> scene.plusSeconds(3600 * hours))),
                Tuple.of(5, Arbitraries.longs().between(-2_000_000, 2_000_000).map(scene::plusMillis)),
                Tuple.of(1, Arbitraries.just(Instant.parse("1999-12-31T23:59:59Z"))));
    }

    private static Arbitrary<Map<String, Object>> fields() {
        List<Arbitrary<? extends Map.Entry<String, Object>>> some = new ArrayList<>();
        OWN.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(own -> some.add(values(own.getKey(), Arbitraries.of(own.getValue()))));
        ANY_TEXT.forEach(name -> some.add(values(name, Arbitraries.of(TEXTS))));
        some.add(values("status_code", Arbitraries.of(200, 204, 404, 500, 503)));
        some.add(values("quantity", Arbitraries.longs().between(0, 9)));
        some.add(values("bytes", Arbitraries.longs().between(0, 1L << 40)));
        some.add(values(
                "amount", Arbitraries.longs().between(-1_000_000, 99_999_999).map(n -> BigDecimal.valueOf(n, 4))));
        some.add(values("revenue", Arbitraries.longs().between(0, 9_999).map(n -> BigDecimal.valueOf(n, 2))));
        some.add(values("duration_ms", quarters()));
        some.add(values("response_time_ms", quarters()));
        some.add(values("download_speed_mbps", quarters()));
        some.add(values("duration_ms", Arbitraries.of(-1, "soon"))); // rejected
        return Arbitraries.oneOf(some).list().ofMaxSize(16).map(entries -> {
            Map<String, Object> fields = new HashMap<>();
            entries.forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
            return fields;
        });
    }

    private static Arbitrary<Map.Entry<String, Object>> values(String name, Arbitrary<?> values) {
        return values.map(value -> entry(name, value));
    }

    /** Numbers that floats hold and add exactly, in whatever order. */
    private static Arbitrary<BigDecimal> quarters() {
        return Arbitraries.longs().between(0, 40_000).map(quarters -> BigDecimal.valueOf(quarters * 25, 2));
    }

    private static Arbitrary<Map<String, Object>> properties() {
        Arbitrary<Object> values = Arbitraries.oneOf(
                Arbitraries.of(TEXTS), quarters(), Arbitraries.of(true, false), Arbitraries.of(1, -2));
        return Arbitraries.maps(Arbitraries.of(PROPERTIES), values).ofMaxSize(3);
    }
}
