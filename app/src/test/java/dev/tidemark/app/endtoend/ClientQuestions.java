package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Generates questions of every kind about what {@link ClientEvents} generates. Some make no sense, and are refused. */
final class ClientQuestions {

    private static final List<String> GROUPS = List.of(
            "app_id",
            "event_type",
            "event_name",
            "platform",
            "country",
            "browser",
            "user_id",
            "actor_id",
            "screen_name",
            "page_url",
            "org_id",
            "product_id",
            "currency",
            "endpoint",
            "method",
            "status_code",
            "target_version",
            "properties.plan",
            "properties.deep.key");

    private static final List<String> MEASURES = List.of(
            "events",
            "actors",
            "sessions",
            "devices",
            "unique(country)",
            "unique(properties.plan)",
            "count(amount)",
            "sum(amount)",
            "avg(amount)",
            "min(amount)",
            "sum(quantity)",
            "sum(bytes)",
            "sum(duration_ms)",
            "avg(duration_ms)",
            "max(duration_ms)",
            "p50(duration_ms)",
            "p99.9(duration_ms)",
            "p95(speed_mbps)",
            "sum(properties.n)",
            "p90(properties.n)");

    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe", "+05:45");

    /** Reports that take the parameters of all, with those that they need besides. */
    private static final List<String> REPORTS = List.of(
            "active-users?",
            "screens?",
            "pages?",
            "events?",
            "platforms?",
            "countries?",
            "regions?",
            "event-performance?",
            "conversion?steps=page_view,ticket_sale&",
            "conversion?steps=cart,pay&step_field=event_name&measure=actors&",
            "revenue?",
            "revenue?group_by=org_id&granularity=hour&",
            "daily-metrics?currencies=EUR,USD&",
            "organizers?currencies=EUR&",
            "products?currencies=EUR&",
            "requests?",
            "requests?granularity=hour&",
            "endpoints?order_by=p95(duration_ms)&",
            "statuses?",
            "top?dimension=properties.plan&measure=sum(amount)&",
            "top?dimension=actor_id&measure=sessions&",
            "sessions?",
            "sessions?group_by=entry,country&",
            "sessions?group_by=exit&granularity=none&",
            "stickiness?",
            "latest?value=country&subject=actor_id&",
            "latest?value=current_version&value=os&");

    private static final List<String> UPDATES = List.of(
            "adoption?",
            "adoption?segment=device_os&",
            "adoption?target_version=1.1&",
            "versions?",
            "versions?segment=device_os&",
            "active-devices?",
            "active-devices?group_by=country,platform&",
            "failures?",
            "failures?group_by=error_code&",
            "performance?",
            "performance?segment=target_version&");

    private final Instant scene;

    ClientQuestions(Instant scene) {
        this.scene = scene;
    }

    Arbitrary<ClientQuestion> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, queries()),
                Tuple.of(8, reports()),
                Tuple.of(2, funnels()),
                Tuple.of(2, cohorts()),
                Tuple.of(1, retention()),
                Tuple.of(1, paths()),
                Tuple.of(3, updates()));
    }

    private Arbitrary<ClientQuestion> queries() {
        Arbitrary<List<String>> measures =
                Arbitraries.of(MEASURES).list().uniqueElements().ofMinSize(1).ofMaxSize(5);
        Arbitrary<List<String>> groups =
                Arbitraries.of(GROUPS).list().uniqueElements().ofMaxSize(3);
        return Combinators.combine(
                        ranges(),
                        Arbitraries.of("none", "none", "hour", "day", "day", "week", "month"),
                        measures,
                        groups,
                        filters(2),
                        more())
                .as((range, granularity, asked, by, filter, more) -> {
                    Map<String, Object> body = new LinkedHashMap<>(range);
                    body.put("granularity", granularity);
                    body.put("measures", asked);
                    body.put("dimensions", by);
                    body.put("filter", filter);
                    body.putAll(more);
                    if (more.containsKey("order_by")) {
                        body.put("order_by", List.of(List.of(asked.getFirst(), more.get("order_by"))));
                    }
                    return new ClientQuestion.Post("/v1/query", body);
                });
    }

    /** What may be left out. */
    private static Arbitrary<Map<String, Object>> more() {
        return Arbitraries.of(
                        Map.entry("limit", 3),
                        Map.entry("limit", 1000),
                        Map.entry("order_by", "desc"),
                        Map.entry("order_by", "asc"),
                        Map.entry("totals", true),
                        Map.entry("compare", "previous"),
                        Map.entry("rollups", false),
                        Map.entry("fill", true),
                        Map.entry("week_start", "sunday"),
                        Map.entry("app_id", "shop"))
                .list()
                .ofMaxSize(4)
                .map(entries -> entries.stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, second) -> first)));
    }

    private static Arbitrary<Map<String, Object>> filters(int depth) {
        Arbitrary<Map<String, Object>> plain = Arbitraries.oneOf(
                Combinators.combine(
                                Arbitraries.of("eq", "ne", "gt", "le", "contains", "starts_with"),
                                Arbitraries.of(GROUPS),
                                Arbitraries.of(ClientEvents.TEXTS))
                        .as((operator, field, text) -> Map.of(operator, List.of(field, text))),
                Combinators.combine(
                                Arbitraries.of("eq", "ge", "lt"),
                                Arbitraries.of("amount", "status_code", "duration_ms", "properties.n"),
                                Arbitraries.of(-1, 0, 200, 404, 1000))
                        .as((operator, field, number) -> Map.of(operator, List.of(field, number))),
                Arbitraries.of(ClientEvents.TYPES).map(type -> Map.of("eq", List.of("event_type", type))),
                Arbitraries.of(ClientEvents.TYPES)
                        .list()
                        .ofMaxSize(3)
                        .map(types -> Map.of("in", List.of("event_type", types))),
                Arbitraries.of(GROUPS).map(field -> Map.of("exists", field)));
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Map<String, Object>> inner = filters(depth - 1);
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Map.of("and", List.of()))),
                Tuple.of(4, plain),
                Tuple.of(1, inner.map(filter -> Map.of("not", filter))),
                Tuple.of(1, inner.list().ofMaxSize(3).map(filters -> Map.of("and", filters))),
                Tuple.of(1, inner.list().ofMaxSize(3).map(filters -> Map.of("or", filters))));
    }

    private Arbitrary<ClientQuestion> reports() {
        return Combinators.combine(
                        Arbitraries.of(REPORTS),
                        ranges(),
                        Arbitraries.of(
                                "",
                                "&totals=true",
                                "&compare=previous",
                                "&platform=a&platform=b",
                                "&rollups=false",
                                "&limit=2"))
                .as((report, range, more) ->
                        new ClientQuestion.Get("/v1/reports/" + report + parameters(range) + more));
    }

    private Arbitrary<ClientQuestion> funnels() {
        return Combinators.combine(
                        ranges(),
                        filters(0).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.of("ordered", "strict", "any"),
                        Arbitraries.of("1m", "30m", "12h", "30d"),
                        Arbitraries.of(GROUPS).optional(0.3))
                .as((range, steps, mode, window, breakdown) -> {
                    Map<String, Object> body = new LinkedHashMap<>(range);
                    List<Object> named = new ArrayList<>();
                    steps.forEach(step -> named.add(Map.of("name", "step " + named.size(), "filter", step)));
                    body.put("steps", named);
                    body.put("mode", mode);
                    body.put("window", window);
                    breakdown.ifPresent(by -> body.put("breakdown", by));
                    return new ClientQuestion.Post("/v1/reports/funnel", body);
                });
    }

    private Arbitrary<ClientQuestion> cohorts() {
        return Combinators.combine(
                        ranges(),
                        Arbitraries.of("day", "week", "month"),
                        filters(1),
                        filters(1),
                        Arbitraries.of("first", "every"))
                .as((range, granularity, start, again, membership) -> {
                    Map<String, Object> body = new LinkedHashMap<>(range);
                    body.put("granularity", granularity);
                    body.put("start", start);
                    body.put("return", again);
                    body.put("membership", membership);
                    return new ClientQuestion.Post("/v1/reports/cohorts", body);
                });
    }

    private Arbitrary<ClientQuestion> retention() {
        return Combinators.combine(
                        Arbitraries.integers().between(-3, 1),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(ZONES))
                .as((day, later, zone) -> new ClientQuestion.Get("/v1/reports/retention?date="
                        + scene.plus(Duration.ofDays(day)).toString().substring(0, 10) + "&days_later=" + later
                        + "&timezone=" + encoded(zone)));
    }

    private Arbitrary<ClientQuestion> paths() {
        return Combinators.combine(
                        ranges(),
                        Arbitraries.of("screen_name", "event_type", "page_url"),
                        Arbitraries.integers().between(1, 10))
                .as((range, of, depth) -> {
                    Map<String, Object> body = new LinkedHashMap<>(range);
                    body.put("of", of);
                    body.put("depth", depth);
                    return new ClientQuestion.Post("/v1/reports/paths", body);
                });
    }

    private static Arbitrary<ClientQuestion> updates() {
        return Combinators.combine(Arbitraries.of(UPDATES), Arbitraries.of(1, 30, 1000))
                .as((report, days) -> new ClientQuestion.Get("/analytics/" + report + "days=" + days));
    }

    /** From minutes to weeks around the scene, some at whole hours and days; never up to now, which moves. */
    private Arbitrary<Map<String, Object>> ranges() {
        Arbitrary<Long> minutes = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.longs().between(-600, 600)),
                Tuple.of(2, Arbitraries.longs().between(-600, 600).map(hours -> 60 * hours)),
                Tuple.of(2, Arbitraries.longs().between(-30, 30).map(days -> 1440 * days)));
        return Combinators.combine(minutes, minutes, Arbitraries.of(ZONES)).as((one, other, zone) -> {
            Map<String, Object> range = new LinkedHashMap<>();
            range.put("from", scene.plusSeconds(60 * Math.min(one, other)).toString());
            range.put("to", scene.plusSeconds(60 * Math.max(one, other) + 60).toString());
            range.put("timezone", zone);
            return range;
        });
    }

    private static String parameters(Map<String, Object> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + encoded(value.getValue().toString()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
