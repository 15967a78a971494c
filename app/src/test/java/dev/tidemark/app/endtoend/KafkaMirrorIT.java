package dev.tidemark.app.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.endtoend.Ledger.Fate;
import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.KafkaAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Mirrors of servers whose event log is in Kafka: added to a store that has events, under load, while processes die; and in the end each holds what the primary holds. */
@Tag(Fault.SUITE)
class KafkaMirrorIT {
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");
    private static final String COPY = "copy";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final int PARTITIONS = 6;

    /** Of writers, so that the past takes several pages. */
    private static final int SHORT_PAUSE = 10;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final List<Ledger> ledgers = new ArrayList<>();
    private final String group = "test-" + UUID.randomUUID();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void aServerThatDiesWhileItFillsAMirrorGoesOnWithIt() {
        Launch alone = launch();
        fill(alone);
        Launch mirrored = StoreKind.EMBEDDED.mirrored(alone, COPY);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), () -> {
                awaitBegun(alone, ownGroup());
                server.kill();
            });
        }
        MirrorNotes notes = MirrorNotes.of(alone, ownGroup());
        System.out.println("killed when the mirror's partitions were at " + notes);
        assertThat(notes.complete()).as("partitions that were filled").isLessThan(PARTITIONS);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), () -> Pause.millis(500));
            verify(server.api(), server.api());
            assertThat(server.log()).doesNotContain("LOST");
        }
    }

    /** One takes events, two deliver them to two stores in servers, of which one is killed while the mirror is filled, and one answers questions. */
    @Test
    void aMirrorIsFilledByWhoeverHasAPartition() {
        ClickHouseAddress address = ClickHouseAddress.get();
        Launch alone = StoreKind.on(Launch.in(data.resolve("ingest")), address)
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .onKafka(KafkaAddress.get())
                .with("KAFKA_CONSUMER_GROUP", group)
                .onSharedControl();
        Launch mirrored = StoreKind.CITUS.mirrored(alone, COPY);
        try (ServerProcess ingest = ServerProcess.start(mirrored.as("ingest"))) {
            try (ServerProcess before =
                    ServerProcess.start(alone.besides(data.resolve("first")).as("deliver"))) {
                loadMuch(ingest.api());
                ingest.api().awaitDelivery();
                before.kill();
            }
            try (ServerProcess query = ServerProcess.start(
                            mirrored.besides(data.resolve("query")).as("query"));
                    ServerProcess victim = ServerProcess.begin(
                            mirrored.besides(data.resolve("first")).as("deliver"));
                    ServerProcess other = ServerProcess.begin(
                            mirrored.besides(data.resolve("second")).as("deliver"))) {
                load(ingest.api(), () -> {
                    awaitBegun(alone, group + "." + COPY);
                    victim.kill();
                });
                other.awaitReady();
                verify(ingest.api(), query.api());
                assertThat(mirror(other.api()).path("delivery").asText()).isEqualTo("running");
                assertThat(mirror(query.api()).has("delivery")).isFalse();
            }
        }
        ledgers.forEach(ledger -> assertThat(ledger.count(Fate.REFUSED)).isZero());
    }

    /** Whichever of them is ahead of the other when the server dies, the mirror goes on where it was. */
    @Test
    @EnabledIfEnvironmentVariable(
            named = "TIDEMARK_CHAOS",
            matches = "long",
            disabledReason = "a part of ./verify --chaos, for want of time")
    void aMirrorThatIsFilledBecomesThePrimaryBySettings() {
        ClickHouseAddress address = ClickHouseAddress.get();
        Launch mirrored = StoreKind.mirrored(launch(), COPY, address);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), () -> Pause.millis(500));
            awaitSame(server.api(), server.api());
            load(server.api(), () -> {
                Pause.millis(500);
                server.kill();
            });
        }
        String database = requireNonNull(mirrored.settings().get("TIDEMARK_MIRROR_COPY_DATABASE"));
        Launch promoted = StoreKind.on(launch(), address)
                .with("TIDEMARK_STORAGE_DATABASE", database)
                .with("KAFKA_CONSUMER_GROUP", group + "." + COPY);
        Launch former =
                StoreKind.EMBEDDED.mirrored(promoted, COPY).with("TIDEMARK_MIRROR_COPY_DIRECTORY", data.toString());
        try (ServerProcess server = ServerProcess.start(former)) {
            load(server.api(), () -> Pause.millis(500));
            verify(server.api(), server.api());
        }
    }

    @Test
    @EnabledIfEnvironmentVariable(
            named = "TIDEMARK_CHAOS",
            matches = "long",
            disabledReason = "a part of ./verify --chaos, for want of time")
    void aMirrorThatIsAwayHoldsNobodyUpAndIsFilledAgainIfTheTopicHasDeletedWhatItHadNotRead() throws IOException {
        Launch mirrored = StoreKind.EMBEDDED.mirrored(launch(), COPY);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), () -> Pause.millis(300));
            awaitSame(server.api(), server.api());
        }
        Path store = data.resolve("mirrors").resolve(COPY);
        Path aside = Files.move(store, data.resolve("aside"));
        Files.createFile(store); // what is no directory cannot be opened
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), () -> Pause.millis(300));
            server.api().awaitDelivery();
            assertThat(server.api().isReady()).isTrue();
            await().until(() -> mirror(server.api()).path("error").asText().contains("not open"));
            await().until(() -> mirror(server.api()).path("lag").asLong() >= PARTITIONS);
        }
        assertThat(ledgers.getLast().count(Fate.REFUSED)).isZero();
        Files.delete(store);
        Files.move(aside, store);
        MirrorNotes.deleteRecords(mirrored);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            verify(server.api(), server.api());
            assertThat(server.log()).contains("LOST for the mirror copy");
            assertThat(server.api().get("/prometheus", Launch.ADMIN_KEY).body())
                    .contains(
                            "tidemark_mirror_gave_way_total{store=\"copy\"} 6.0",
                            "tidemark_mirror_filled{store=\"copy\"} 1.0",
                            "tidemark_log_backlog_records{reader=\"" + ownGroup() + "\"}")
                    .doesNotContain("tidemark_kafka_records_expired_total");
        }
    }

    private Launch launch() {
        return Launch.in(data)
                .with("TIDEMARK_BATCH_EVENTS", "400")
                .onKafka(KafkaAddress.get())
                .with("KAFKA_TOPIC", group)
                .with("KAFKA_CONSUMER_GROUP", group);
    }

    private void fill(Launch alone) {
        try (ServerProcess server = ServerProcess.start(alone)) {
            loadMuch(server.api());
            server.api().awaitDelivery();
        }
    }

    private static void awaitBegun(Launch launch, String group) {
        await().atMost(PATIENCE)
                .pollInterval(OFTEN)
                .until(() -> MirrorNotes.of(launch, group).begun() > 0);
    }

    /** Of an embedded mirror, which belongs to one process. */
    private String ownGroup() {
        try {
            return group + "." + COPY + "." + Files.readString(data.resolve("writer"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void loadMuch(Api api) {
        load(api, SHORT_PAUSE, () -> Pause.millis(2000));
    }

    private void load(Api api, Runnable end) {
        load(api, 200, end);
    }

    /** Sends events of an app of their own until something has happened. */
    private void load(Api api, int pause, Runnable end) {
        Ledger ledger = new Ledger("round-" + ledgers.size());
        ledgers.add(ledger);
        try (Load load = Load.start(api, ledger, random.nextLong(), pause)) {
            end.run();
            load.stop();
        }
        System.out.printf("%s: %d events sent (seed %d)%n", ledger.app(), ledger.size(), SEED);
    }

    private void verify(Api writing, Api asking) {
        awaitSame(writing, asking);
        for (Ledger ledger : ledgers) {
            List<SentEvent> stored = ledger.verify(asking);
            assertThat(numbers(ledger.verify(asking.asking(COPY)))).isEqualTo(numbers(stored));
        }
        Ledger past = ledgers.getFirst();
        List<SentEvent> stored = past.verify(asking);
        for (Comparison comparison : Comparison.ALL) {
            comparison.verify(asking, past.app(), stored);
            comparison.verify(asking.asking(COPY), past.app(), stored);
        }
    }

    /** Returns when everything that was accepted is in both stores; that of which the lag tells may be a second old. */
    private static void awaitSame(Api writing, Api asking) {
        writing.awaitDelivery();
        await().atMost(PATIENCE)
                .until(() -> mirror(asking).path("filled").asBoolean() && count(asking.asking(COPY)) == count(asking));
        await().atMost(PATIENCE).until(() -> mirror(asking).path("lag").asLong() == 0);
    }

    private static long count(Api api) {
        Answer answer = api.query("""
                {"from": "-10d", "to": "+2d", "granularity": "none", "measures": ["events"]}""");
        return answer.status() == 200 ? Long.parseLong(answer.table().single("events")) : -1;
    }

    private static JsonNode mirror(Api api) {
        return api.get("/health", Launch.READ_KEY)
                .json()
                .path("services")
                .path("mirrors")
                .path(COPY);
    }

    private static List<String> numbers(List<SentEvent> events) {
        return events.stream().map(SentEvent::number).sorted().toList();
    }
}
