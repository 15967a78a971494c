package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a store holds and how it answers, which must be the same wherever it has moved to.
 *
 * @param lines of its export, by tenant
 * @param answers by tenant and question
 */
record MovedStore(Map<String, List<String>> lines, Map<String, JsonNode> answers) {
    /** Its name is none that every file system could give to a file. */
    private static final String OTHER = "Second:Tenant";

    /** Has nothing but what says that everything before it is there. */
    private static final String MARKS = "marks";

    private static final int CROWD = 30_000;
    private static final int BATCH = 5_000;
    private static final long SEED = 20_261_122;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RANGE = "from=2026-02-01&to=2026-12-31";

    /** All that a store could be wrong about: extremes of time and number, texts of any kind, names of fields among properties. */
    private static final String ODD = """
            [{"event_id": "odd-1", "event_type": "ticket_sale", "timestamp": "2000-01-01T00:00:00Z", "amount": 99999999999999.9999, "currency": "EUR"},
             {"event_id": "odd-2", "event_type": "ticket_sale", "timestamp": "2026-03-03T03:03:03.003Z", "amount": -0.0001, "currency": "EUR",
              "quantity": 9223372036854775807, "bytes": 0, "duration_ms": 1.7976931348623157E308, "speed_mbps": 4.9E-324},
             {"event_id": "odd-3", "event_type": "\\t'\\"\\\\", "timestamp": "2026-03-03T03:03:03.003Z", "user_id": "\\ud83d\\ude00 \\u0001 \\u2028 \\ufffe",
              "screen_name": "  padded  ", "properties": {"received_at": "1", "event_id": "", "n": 1e300, "list": [1, "a", {"b": null}],
              "\\ud83d\\ude00.key": "\\r\\n", "on": true, "deep": {"er": {"est": 1.50}}}},
             {"event_id": "odd-4", "event_type": "bare", "timestamp": "2026-03-03T03:03:03.003Z"}]""";

    private static final List<String> REPORTS = List.of(
            "active-users?granularity=day",
            "active-users?granularity=week&timezone=Asia/Tehran",
            "screens",
            "pages",
            "events",
            "platforms",
            "countries",
            "regions",
            "event-performance",
            "revenue?granularity=month",
            "organizers",
            "products",
            "requests?granularity=day",
            "endpoints",
            "statuses",
            "sessions?granularity=week",
            "stickiness?timezone=Europe/Berlin",
            "top?dimension=country&measure=sum(amount)",
            "latest?value=app_version",
            "daily-metrics");

    private static final Map<String, String> QUESTIONS = Map.of(
            "/v1/query", """
                    {"from": "1999-01-01", "to": "2030-01-01", "measures": ["events", "actors", "sessions", "sum(quantity)", "max(amount)"],
                     "dimensions": ["event_type", "properties.list"], "limit": 1000}""",
            "/v1/query?", """
                    {"from": "2026-03-01", "to": "2026-03-20", "granularity": "day", "timezone": "Europe/Berlin",
                     "measures": ["events", "actors", "p95(duration_ms)", "avg(duration_ms)", "sum(amount)"], "dimensions": ["platform"], "limit": 10000}""",
            "/v1/query??", """
                    {"from": "2026-03-01", "to": "2026-04-01", "measures": ["events", "sum(properties.n)", "min(speed_mbps)"],
                     "dimensions": ["properties.plan", "country"], "filter": {"gt": ["properties.n", 10]}, "limit": 10000}""",
            "/v1/reports/funnel", """
                    {"from": "2026-03-01", "to": "2026-04-01", "steps": ["screen_view", "ticket_sale"], "window": "1d", "breakdown": "platform"}""",
            "/v1/reports/cohorts", """
                    {"from": "2026-03-01", "to": "2026-04-01", "granularity": "week"}""",
            "/v1/reports/paths", """
                    {"from": "2026-03-01", "to": "2026-04-01", "limit": 100}""");

    /** Events of two tenants in a server that is new. */
    static void fill(Api api) {
        String write = key(api, OTHER, "write");
        for (int from = 0; from < CROWD; from += BATCH) {
            store(api, Launch.WRITE_KEY, crowd(from, from + BATCH));
        }
        store(api, Launch.WRITE_KEY, ODD);
        store(api, write, crowd(0, 700));
        store(api, write, ODD);
    }

    static MovedStore of(Api api, Map<String, List<String>> exported) {
        Map<String, List<String>> lines = new TreeMap<>(exported);
        lines.remove(MARKS);
        Map<String, JsonNode> answers = new LinkedHashMap<>();
        ask(api, Launch.TENANT, Launch.READ_KEY, answers);
        ask(api, OTHER, key(api, OTHER, "read"), answers);
        return new MovedStore(lines, answers);
    }

    /** The lines of an export by tenant. */
    static Map<String, List<String>> exported(Path directory) {
        try {
            Map<String, List<String>> lines = new TreeMap<>();
            for (JsonNode tenant :
                    JSON.readTree(directory.resolve("manifest.json").toFile()).path("tenants")) {
                try (InputStream file = new ZstdInputStream(Files.newInputStream(
                        directory.resolve(tenant.path("file").asText())))) {
                    lines.put(
                            tenant.path("tenant").asText(),
                            new String(file.readAllBytes(), UTF_8).lines().toList());
                }
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when all that was taken before is in the store. */
    static void awaitDelivery(Api api) {
        String write = key(api, MARKS, "write");
        Answer answer;
        do {
            answer = api.post("/v1/events?wait=stored", write, "{\"event_type\": \"mark\"}");
            assertThat(answer.status()).as(answer.body()).isIn(200, 202, 429, 503);
        } while (answer.status() != 200);
    }

    /** Fails where the other differs. Floats may, in their last digits: they are added up in another order. */
    void assertSame(MovedStore other) {
        assertThat(other.lines.keySet()).isEqualTo(lines.keySet());
        lines.forEach((tenant, expected) ->
                assertThat(other.lines.get(tenant)).as("events of %s", tenant).isEqualTo(expected));
        assertThat(other.answers.keySet()).isEqualTo(answers.keySet());
        answers.forEach(
                (question, expected) -> assertSame(question, requireNonNull(other.answers.get(question)), expected));
    }

    private static void assertSame(String where, JsonNode found, JsonNode expected) {
        assertThat(found.getNodeType()).as(where).isEqualTo(expected.getNodeType());
        if (expected.isContainerNode()) {
            assertThat(found.size()).as("%s: %s", where, found).isEqualTo(expected.size());
            expected.fieldNames()
                    .forEachRemaining(name -> assertSame(where + "." + name, found.path(name), expected.path(name)));
            for (int i = 0; expected.isArray() && i < expected.size(); i++) {
                assertSame(where + "[" + i + "]", found.get(i), expected.get(i));
            }
        } else if (!found.equals(expected)) {
            assertThat(expected.isNumber())
                    .as("%s is %s, expected %s", where, found, expected)
                    .isTrue();
            assertThat(found.asDouble())
                    .as(where)
                    .isCloseTo(
                            expected.asDouble(),
                            org.assertj.core.data.Offset.offset(1e-9 * Math.abs(expected.asDouble())));
        }
    }

    private static void ask(Api api, String tenant, String key, Map<String, JsonNode> answers) {
        for (String report : REPORTS) {
            String path = "/v1/reports/" + report + (report.contains("?") ? "&" : "?") + RANGE;
            answers.put(tenant + " " + path, told(api.get(path, key)));
        }
        QUESTIONS.forEach((path, question) ->
                answers.put(tenant + " " + path, told(api.post(path.replace("?", ""), key, question))));
    }

    private static JsonNode told(Answer answer) {
        ObjectNode told = (ObjectNode) answer.with(200).json();
        told.remove("meta");
        return told;
    }

    private static String key(Api api, String tenant, String kind) {
        assertThat(api.post("/v1/tenants", Launch.ADMIN_KEY, "{\"tenant\": \"" + tenant + "\"}")
                        .status())
                .isIn(201, 409);
        return api.post("/v1/keys", Launch.ADMIN_KEY, "{\"tenant\": \"" + tenant + "\", \"kind\": \"" + kind + "\"}")
                .with(201)
                .json()
                .path("secret")
                .asText();
    }

    private static void store(Api api, String key, String events) {
        assertThat(api.post("/v1/events", key, events).with(202).json().path("rejected"))
                .isEmpty();
        awaitDelivery(api);
    }

    /** Believable ones, several at each moment. */
    private static String crowd(int from, int to) {
        Random random = new Random(SEED + from);
        return IntStream.range(from, to).mapToObj(i -> event(i, random)).collect(joining(",", "[", "]"));
    }

    private static String event(int i, Random random) {
        List<String> members = new ArrayList<>();
        members.add("\"event_id\": \"crowd-" + i + '"');
        members.add("\"event_type\": \""
                + List.of("screen_view", "page_view", "ticket_sale", "request").get(i % 4) + '"');
        members.add("\"timestamp\": \""
                + START.plus(Duration.ofMinutes(random.nextInt(30 * 24 * 60))).truncatedTo(ChronoUnit.MINUTES) + '"');
        members.add("\"user_id\": \"user-" + random.nextInt(500) + '"');
        members.add("\"app_id\": \"app-" + i % 3 + '"');
        members.add("\"country\": \"" + List.of("DE", "US", "TR").get(random.nextInt(3)) + '"');
        if (i % 5 > 0) {
            members.add("\"platform\": \"" + List.of("ios", "android", "web").get(random.nextInt(3)) + '"');
            members.add("\"device_id\": \"device-" + random.nextInt(700) + '"');
            members.add("\"app_version\": \"1." + random.nextInt(9) + '"');
        }
        switch (i % 4) {
            case 0 -> members.add("\"screen_name\": \"Screen " + random.nextInt(20) + '"');
            case 1 -> members.add("\"page_url\": \"/p/" + random.nextInt(30) + '"');
            case 2 -> {
                members.add("\"amount\": " + random.nextInt(10_000) + "." + random.nextInt(10_000));
                members.add("\"currency\": \"EUR\", \"quantity\": " + random.nextInt(5));
                members.add(
                        "\"org_id\": \"org-" + random.nextInt(9) + "\", \"product_id\": \"p" + random.nextInt(9) + '"');
            }
            default ->
                members.add("\"endpoint\": \"/e" + random.nextInt(9) + "\", \"method\": \"GET\", \"status_code\": "
                        + List.of(200, 404, 500).get(random.nextInt(3)));
        }
        members.add("\"duration_ms\": " + random.nextDouble(1_000));
        members.add("\"properties\": {\"plan\": \"" + (i % 2 == 0 ? "free" : "pro") + "\", \"n\": " + random.nextInt(50)
                + "}");
        return "{" + String.join(", ", members) + "}";
    }
}
