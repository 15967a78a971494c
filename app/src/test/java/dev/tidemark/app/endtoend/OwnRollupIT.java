package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's own rollup, added to a server that has events, changed and taken away again: the numbers stay what they are. */
class OwnRollupIT {
    private static final int EVENTS = 3_000;
    private static final int DAYS = 60;
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

    private static final String QUESTION = """
            {"from": "2026-04-01", "to": "2026-06-15", "granularity": "week",
             "measures": ["events", "sum(amount)", "avg(amount)", "max(duration_ms)", "p95(duration_ms)"],
             "dimensions": ["properties.plan"], "filter": {"eq": ["event_type", "purchase"]}}""";

    private static final String PLANS = """
            tidemark:
              rollups:
                - name: plans
                  filter: '{"eq":["event_type","purchase"]}'
                  granularities: [hour, day]
                  dimensions: [app_id, properties.plan]
                  measures: [events, sum(amount), avg(amount), max(duration_ms), p95(duration_ms)]
            """;

    /** With another dimension, and by days only. */
    private static final String PLANS_BY_COUNTRY = """
            tidemark:
              rollups:
                - name: plans
                  filter: {eq: [event_type, purchase]}
                  granularities: [day]
                  dimensions: [country, properties.plan]
                  measures: [avg(amount), max(duration_ms), histogram(duration_ms)]
            """;

    @TempDir
    Path data;

    @Test
    void anOwnRollupIsFilledFromStoredEventsChangedAndDropped() {
        JsonNode rows;
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            store(server.api(), 0, EVENTS);
            rows = answer(server.api(), "raw");
            assertThat(rows).hasSizeGreaterThan(10);
        }
        try (ServerProcess server = start(PLANS)) {
            awaitComplete(server.api());
            assertThat(answer(server.api(), "plans/day")).isEqualTo(rows);
            assertThat(plans(server.api()).getFirst().path("progress"))
                    .hasToString("{\"events\":%1$d,\"filled\":%1$d,\"percent\":100}".formatted(EVENTS));
            assertThat(server.log()).contains("rollup plans is complete: " + EVENTS + " events filled in");
            store(server.api(), EVENTS, 2 * EVENTS);
            rows = answer(server.api(), "plans/day");
        }
        try (ServerProcess server = start(PLANS_BY_COUNTRY)) {
            store(server.api(), 2 * EVENTS, 2 * EVENTS + 1);
            awaitComplete(server.api());
            assertThat(plans(server.api())).hasSize(1);
            assertThat(plans(server.api()).getFirst().path("definition").path("dimensions"))
                    .hasToString("[\"country\",\"properties.plan\"]");
            rows = answer(server.api(), "plans/day");
        }
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            assertThat(plans(server.api())).isEmpty();
            assertThat(server.log()).contains("rollup plans is not configured any more; its tables are dropped");
            assertThat(answer(server.api(), "raw")).isEqualTo(rows);
        }
    }

    private ServerProcess start(String settings) {
        try {
            Path file = Files.writeString(data.resolve("server.yml"), settings);
            return ServerProcess.start(Launch.in(data).with("TIDEMARK_CONFIG", file.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void store(Api api, int from, int to) {
        for (int start = from; start < to; start += 1_000) {
            List<String> events = IntStream.range(start, Math.min(to, start + 1_000))
                    .mapToObj(OwnRollupIT::event)
                    .toList();
            api.store("[" + String.join(",", events) + "]").with(200);
        }
    }

    private static String event(int number) {
        return """
                {"event_id": "own-%d", "event_type": "%s", "app_id": "app-%d", "country": "%s", "timestamp": "%s",
                 "amount": %d.%02d, "duration_ms": %d.5, "properties": {"plan": "%s"}}""".formatted(
                        number,
                        number % 4 == 0 ? "refund" : "purchase",
                        number % 3,
                        number % 5 == 0 ? "DE" : "US",
                        START.plus(Duration.ofDays(DAYS)
                                .multipliedBy(number * 7919L % EVENTS)
                                .dividedBy(EVENTS)),
                        number % 97,
                        number % 100,
                        number % 1_000,
                        List.of("free", "pro", "team").get(number % 7 % 3));
    }

    private static JsonNode answer(Api api, String servedBy) {
        JsonNode answer = api.query(QUESTION).with(200).json();
        assertThat(answer.path("meta").path("served_by")).hasToString("[\"" + servedBy + "\"]");
        return answer.path("rows");
    }

    private static void awaitComplete(Api api) {
        for (int i = 0; i < 600; i++) {
            List<JsonNode> plans = plans(api);
            if (plans.size() == 1 && plans.getFirst().path("state").asText().equals("complete")) {
                return;
            }
            Pause.millis(100);
        }
        throw new AssertionError("the rollup is still not complete: " + plans(api));
    }

    private static List<JsonNode> plans(Api api) {
        JsonNode rollups =
                api.get("/v1/admin/rollups", Launch.ADMIN_KEY).with(200).json().path("rollups");
        return IntStream.range(0, rollups.size())
                .mapToObj(rollups::get)
                .filter(rollup -> rollup.path("name").asText().equals("plans"))
                .toList();
    }
}
