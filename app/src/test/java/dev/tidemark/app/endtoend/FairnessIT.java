package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a tenant that floods does to another one: nothing that the other is told of, or loses. How long answers take then is measured in {@code benchmarks}. */
class FairnessIT {
    private static final int BURST = 1000;
    private static final int BATCH = 100;
    /** Small enough that the server sees its log fill, which it looks at once a second. */
    private static final int BODY = 1_000;

    private static final int FLOOD_BODIES = 20 * BURST / BATCH;

    @TempDir
    Path data;

    private static String events(int count) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add("{\"event_type\":\"tap\",\"event_id\":\"" + UUID.randomUUID() + "\"}");
        }
        return "[" + String.join(",", events) + "]";
    }

    private static long stored(TenantClient tenant) {
        JsonNode answer = tenant.api()
                .post(
                        "/v1/query",
                        tenant.readKey(),
                        "{\"measures\":[\"events\"],\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"}")
                .with(200)
                .json();
        return answer.path("rows").path(0).path(0).asLong();
    }

    private static void limit(Api api, String tenant, String limit) {
        for (JsonNode key :
                api.get("/v1/keys?tenant=" + tenant, Launch.ADMIN_KEY).json().path("keys")) {
            if (key.path("kind").asText().equals("write")) {
                api.send(api.request("/v1/keys/" + key.path("id").asText() + "/limit", Launch.ADMIN_KEY)
                                .header("Content-Type", Api.JSON)
                                .PUT(BodyPublishers.ofString(limit)))
                        .with(204);
            }
        }
    }

    /** Nothing comes back to the bucket that matters: a body owes a hundred seconds. */
    @Test
    void tenantAtTwentyTimesItsLimitIsRefusedAndTheOtherIsNot() throws Exception {
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            TenantClient calm = TenantClient.of(server.api(), "calm");
            TenantClient flood = TenantClient.of(server.api(), "flood");
            limit(server.api(), "flood", "{\"events_per_second\":1,\"burst\":" + BURST + "}");
            int calmBodies = 0;

            List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
            try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
                List<Future<?>> floods = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    floods.add(threads.submit(() -> {
                        for (int body = 0; body < FLOOD_BODIES / 8; body++) {
                            answers.add(server.api().post("/v1/events", flood.writeKey(), events(BATCH)));
                        }
                    }));
                }
                while (!floods.stream().allMatch(Future::isDone)) {
                    server.api().post("/v1/events", calm.writeKey(), events(10)).with(202);
                    calmBodies++;
                }
                join(floods);
            }

            List<Answer> taken =
                    answers.stream().filter(answer -> answer.status() == 202).toList();
            assertThat(answers).hasSize(FLOOD_BODIES);
            assertThat(taken).hasSizeBetween(BURST / BATCH, BURST / BATCH + 2);
            assertThat(answers).filteredOn(answer -> answer.status() != 202).allSatisfy(FairnessIT::isProperRefusal);
            server.api().awaitDelivery();
            assertThat(stored(calm)).isEqualTo(10L * calmBodies);
            assertThat(stored(flood)).isEqualTo((long) BATCH * taken.size());
            assertThat(server.api()
                            .get("/v1/usage", flood.writeKey())
                            .json()
                            .path("accepted")
                            .asLong())
                    .isEqualTo((long) BATCH * taken.size());
        }
    }

    private static void isProperRefusal(Answer answer) {
        assertThat(answer.problem(429)).startsWith("this key may send 1 events per second, and 1000 at once;");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 200L);
        assertThat(answer.headers().firstValue("RateLimit-Policy")).hasValue("\"events\";q=1000;w=1000");
        assertThat(answer.headers().firstValue("RateLimit").orElse("")).matches("\"events\";r=0;t=\\d+");
        assertThat(answer.headers().firstValueAsLong("RateLimit-Remaining")).hasValue(0);
    }

    @Test
    void largeBodiesOfOneTenantDelayNoneOfAnother() throws Exception {
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            TenantClient calm = TenantClient.of(server.api(), "calm");
            TenantClient flood = TenantClient.of(server.api(), "flood");
            int calmBodies = 0;

            List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
            try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
                List<Future<?>> floods = new ArrayList<>();
                for (int i = 0; i < 12; i++) {
                    floods.add(threads.submit(() -> {
                        for (int body = 0; body < 3; body++) {
                            answers.add(server.api().post("/v1/events", flood.writeKey(), events(8_000)));
                        }
                    }));
                }
                while (!floods.stream().allMatch(Future::isDone)) {
                    server.api().post("/v1/events", calm.writeKey(), events(10)).with(202);
                    calmBodies++;
                }
                join(floods);
            }

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(202, 503));
            server.api().awaitDelivery();
            assertThat(stored(calm)).isEqualTo(10L * calmBodies);
            assertThat(stored(flood))
                    .isEqualTo(8_000L
                            * answers.stream()
                                    .filter(answer -> answer.status() == 202)
                                    .count());
        }
    }

    @Test
    void tenantThatFillsTheLogLeavesRoomForTheOther() {
        Launch small = Launch.in(data)
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_LOG_MAX_SIZE", "12MiB")
                .with("TIDEMARK_LOG_DEGRADED_SIZE", "4MiB");
        Launch stuck = small.with("TIDEMARK_FLUSH_INTERVAL", "1h").with("TIDEMARK_BATCH_EVENTS", "1000000");
        TenantClient calm;
        TenantClient flood;
        long taken = 0;
        try (ServerProcess server = ServerProcess.start(stuck)) {
            calm = TenantClient.of(server.api(), "calm");
            flood = TenantClient.of(server.api(), "flood");
            Answer answer = server.api().post("/v1/events", flood.writeKey(), events(BODY));
            while (answer.status() == 202) {
                taken++;
                server.api().get("/health", "").with(200); // looks at the log, as the server does once a second
                answer = server.api().post("/v1/events", flood.writeKey(), events(BODY));
            }

            assertThat(answer.problem(503))
                    .startsWith("The store is behind, and ")
                    .contains("is for others");
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(5L, 15L);
            server.api().post("/v1/events", calm.writeKey(), events(100)).with(202);
            server.api().post("/v1/events", flood.writeKey(), events(1)).with(503);
            assertThat(server.api().get("/health", "").json().path("status").asText())
                    .isEqualTo("degraded");
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(small)) {
            server.api().awaitDelivery();
            assertThat(stored(new TenantClient(server.api(), calm.writeKey(), calm.readKey())))
                    .isEqualTo(100);
            assertThat(stored(new TenantClient(server.api(), flood.writeKey(), flood.readKey())))
                    .isEqualTo(BODY * taken);
        }
    }

    private static void join(List<Future<?>> futures) throws ExecutionException, InterruptedException {
        for (Future<?> future : futures) {
            future.get();
        }
    }
}
