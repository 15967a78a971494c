package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a crash may leave at the end of the event log is cut off; what it cannot have left is left out and told. */
@Tag(Fault.SUITE)
class TornTailIT {
    private static final int BATCHES = 8;

    /** The batch that is damaged. */
    private static final int DAMAGED = 2;

    private static final int NONE = -1;

    @TempDir
    Path data;

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);

    /** What a write that did not finish may look like. */
    enum Tail {
        GARBAGE_BEHIND_THE_LAST_RECORD(log -> log.write(log.end(), garbage(3000))),
        GARBAGE_BEHIND_THE_FILE(log -> log.write(log.size(), garbage(5000))),
        /** Header and half the payload of a record that looks like the one before it. */
        HALF_A_RECORD(log -> log.write(
                log.end(),
                log.bytes(
                        log.records().getLast().offset(),
                        log.records().getLast().length() / 2))),
        ONE_BYTE_OF_A_RECORD(log -> log.write(log.end(), new byte[] {77})),
        NO_ROOM_BEHIND_THE_LAST_RECORD(log -> log.cutAt(log.end())),
        A_CUT_HEADER(log -> {
            log.write(log.end(), log.bytes(log.records().getFirst().offset(), 20));
            log.cutAt(log.end() + 20);
        });

        private final Consumer<LogFile> tear;

        Tail(Consumer<LogFile> tear) {
            this.tear = tear;
        }

        private static byte[] garbage(int length) {
            byte[] bytes = new byte[length];
            RandomGeneratorFactory.of("L64X128MixRandom").create(length).nextBytes(bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTornTailCostsNoAcknowledgedEvent(Tail tail) {
        Ledger ledger = new Ledger("torn");
        LogFile log = undelivered(ledger, NONE);
        assertThat(log.records()).hasSizeGreaterThanOrEqualTo(BATCHES);

        tail.tear.accept(log);

        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            send(server.api(), ledger, "after", Fate.ACKNOWLEDGED);
            server.api().awaitDelivery();
            List<SentEvent> stored = ledger.verify(server.api());
            assertThat(stored).hasSize(ledger.size());
            new Fault("the log ends torn, in %d ways".formatted(Tail.values().length))
                    .tell(Fault.saw(ledger), "at the next start");
        }
    }

    @Test
    void damageInAnAcknowledgedRecordCostsThatRecordAndIsTold() {
        Ledger ledger = new Ledger("damaged");
        LogFile log = undelivered(ledger, DAMAGED);
        LogFile.Entry damaged = log.records().get(DAMAGED);
        byte[] was = log.bytes(damaged.offset() + 40, 1);

        log.write(damaged.offset() + 40, new byte[] {(byte) ~was[0]});

        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            send(server.api(), ledger, "after", Fate.ACKNOWLEDGED);
            server.api().awaitDelivery();
            assertThat(ledger.verify(server.api())).hasSize((int) ledger.count(Fate.ACKNOWLEDGED));
            assertThat(server.log())
                    .contains(log.path().getFileName().toString(), "damaged at offset " + damaged.offset());
            assertThat(damagedRecords(server.api())).isEqualTo(1);
        }
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            assertThat(damagedRecords(server.api())).as("after a restart").isEqualTo(1);
            log.deleteKept();
            assertThat(damagedRecords(server.api())).isZero();
        }
        new Fault("a byte of the log is flipped, of a record in the middle")
                .tell(
                        "nothing",
                        "that record, counted in `/health` and kept aside; the other %d are stored"
                                .formatted(BATCHES - 1),
                        "at the next start");
    }

    private static int damagedRecords(Api api) {
        return api.get("/health", "")
                .with(200)
                .json()
                .path("services")
                .path("log")
                .path("damaged_records")
                .asInt();
    }

    /** Fills the log with acknowledged batches that the store has not got, one record group each, and kills the server. */
    private LogFile undelivered(Ledger ledger, int damaged) {
        Launch launch = Launch.in(data).with("TIDEMARK_FLUSH_INTERVAL", "1h").with("TIDEMARK_BATCH_EVENTS", "1000000");
        try (ServerProcess server = ServerProcess.start(launch)) {
            for (int i = 0; i < BATCHES; i++) {
                send(server.api(), ledger, "batch-" + i, i == damaged ? Fate.IN_DOUBT : Fate.ACKNOWLEDGED);
            }
            server.kill();
        }
        return LogFile.newestIn(data);
    }

    private void send(Api api, Ledger ledger, String name, Fate fate) {
        List<SentEvent> batch = new EventStream(ledger.app(), name, random).batch();
        api.write(SentEvent.array(batch)).with(202);
        ledger.enter(batch, fate);
    }
}
