package dev.tidemark.app.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server whose event log is in Kafka. {@code TIDEMARK_CRASH_ROUNDS} and {@code TIDEMARK_CRASH_SEED} as elsewhere. */
@Tag(Fault.SUITE)
class KafkaLogIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 2);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheServerDies() {
        new CrashRounds(SEED).killServer(launch(KafkaAddress.get()), ROUNDS);
    }

    @Test
    void whatWasAcknowledgedIsStoredOnceWheneverTheBrokerDies() {
        Engine.KAFKA.requirePossible();
        try (EngineProcess broker = Engine.KAFKA.start()) {
            new EngineCrashes(launch(KafkaAddress.of(broker)), broker, SEED).engineDies(ROUNDS);
        }
    }

    @Test
    void whatOthersProduceIsTakenInAndWhatIsNoEventIsKept() {
        Launch launch = launch(KafkaAddress.get());
        try (ServerProcess server = ServerProcess.start(launch)) {
            produce(
                    launch,
                    "{\"tenant_id\":\"acme\",\"event_type\":\"produced\",\"event_id\":\"p-1\"}",
                    "{\"tenant_id\":\"acme\",\"event_type\":\"produced\",\"event_id\":\"p-1\"}",
                    "{\"tenant_id\":\"acme\",\"event_type\":\"produced\"}",
                    "{\"tenant_id\":\"acme\",\"event_name\":\"without type\"}",
                    "{\"tenant_id\":\"acme\",\"event_type\":\"cut off",
                    "{\"tenant_id\":\"unheard-of\",\"event_type\":\"produced\"}",
                    "no json at all");
            await().until(() -> letters(server, "acme").size() == 2);
            register(server, "unheard-of");
            register(server, "kafka"); // under which letters are kept that name nobody
            await().until(() -> letters(server, "unheard-of").size()
                            + letters(server, "kafka").size()
                    == 2);
            server.api().awaitDelivery();
            assertThat(server.api().query("""
                            {"from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"],
                             "filter": {"eq": ["event_type", "produced"]}}""").table().rows()).containsExactly(List.of("2"));
            assertThat(letters(server, "acme")).containsExactlyInAnyOrder("missing_field", "unreadable");
            assertThat(letters(server, "unheard-of")).containsExactly("foreign_tenant");
            assertThat(letters(server, "kafka")).containsExactly("foreign_tenant");
        }
    }

    @Test
    void whatTheTopicDeletesBeforeItIsDeliveredIsTold() {
        Launch launch = launch(KafkaAddress.get());
        try (ServerProcess server = ServerProcess.start(launch)) {
            server.api().awaitDelivery();
        }
        produce(launch, IntStream.range(0, 50).mapToObj(i -> "never read").toArray(String[]::new));
        deleteAll(launch);
        try (ServerProcess server = ServerProcess.start(launch)) {
            server.api().awaitDelivery();
            assertThat(server.log()).contains("LOST: ");
            await().untilAsserted(() -> assertTold(
                    server.api().get("/prometheus", Launch.ADMIN_KEY).body())); // backlogs are looked at each second
        }
    }

    private static void assertTold(String figures) {
        assertThat(figures)
                .contains("tidemark_log_backlog_records{", "tidemark_log_backlog_age_seconds{")
                .doesNotContain("tidemark_log_backlog_bytes"); // which nobody knows
        assertThat(figures.lines())
                .filteredOn(line -> line.startsWith("tidemark_kafka_records_expired_total"))
                .hasSize(1)
                .allMatch(line -> line.endsWith(" 50.0"));
    }

    private static void deleteAll(Launch launch) {
        String topic = launch.settings().getOrDefault("KAFKA_TOPIC", "");
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", launch.settings().getOrDefault("KAFKA_BROKERS", "")))) {
            admin.deleteRecords(IntStream.range(0, 6)
                            .boxed()
                            .collect(toMap(
                                    partition -> new TopicPartition(topic, partition),
                                    partition -> RecordsToDelete.beforeOffset(-1))))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Launch launch(KafkaAddress kafka) {
        return Launch.in(data).with("TIDEMARK_BATCH_EVENTS", "400").onKafka(kafka);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback is told
    private static void produce(Launch launch, String... records) {
        Map<String, Object> configs =
                Map.of("bootstrap.servers", launch.settings().getOrDefault("KAFKA_BROKERS", ""));
        String topic = launch.settings().getOrDefault("KAFKA_TOPIC", "");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(topic, record), (metadata, failure) -> assertThat(failure)
                        .isNull());
            }
        }
    }

    private static void register(ServerProcess server, String tenant) {
        server.api()
                .post("/v1/tenants", Launch.ADMIN_KEY, "{\"tenant\":\"" + tenant + "\"}")
                .with(201);
    }

    private static List<String> letters(ServerProcess server, String tenant) {
        return server.api()
                .get("/v1/dead-letters?tenant=" + tenant, Launch.ADMIN_KEY)
                .with(200)
                .json()
                .path("dead_letters")
                .findValuesAsText("code");
    }
}
