package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a crash may leave at the end of the event log is cut off; what it cannot have left is reported. */
class TornTailIT {
    private static final int BATCHES = 8;

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
        LogFile log = undelivered(ledger);
        assertThat(log.records()).hasSizeGreaterThanOrEqualTo(BATCHES);

        tail.tear.accept(log);

        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            send(server.api(), ledger, "after");
            server.api().awaitDelivery();
            List<SentEvent> stored = ledger.verify(server.api());
            assertThat(stored).hasSize((int) ledger.count(Fate.ACKNOWLEDGED));
        }
    }

    @Test
    void damageInAnAcknowledgedRecordRefusesTheStartAndSaysWhere() {
        Ledger ledger = new Ledger("damaged");
        LogFile log = undelivered(ledger);
        LogFile.Entry damaged = log.records().get(2);
        byte[] was = log.bytes(damaged.offset() + 40, 1);

        log.write(damaged.offset() + 40, new byte[] {(byte) ~was[0]});

        try (ServerProcess server = ServerProcess.begin(Launch.in(data))) {
            assertThat(server.awaitEnd(Duration.ofSeconds(60))).isNotZero();
            assertThat(server.log())
                    .contains(log.path().getFileName().toString(), "damaged at offset " + damaged.offset(), "Restore");
            assertThat(lines(server.log())).noneMatch(line -> line.startsWith("\tat "));
        }
        log.write(damaged.offset() + 40, was);
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            server.api().awaitDelivery();
            assertThat(ledger.verify(server.api())).hasSize((int) ledger.count(Fate.ACKNOWLEDGED));
        }
    }

    /** Fills the log with acknowledged batches that the store has not got, one record group each, and kills the server. */
    private LogFile undelivered(Ledger ledger) {
        Launch launch = Launch.in(data).with("TIDEMARK_FLUSH_INTERVAL", "1h").with("TIDEMARK_BATCH_EVENTS", "1000000");
        try (ServerProcess server = ServerProcess.start(launch)) {
            for (int i = 0; i < BATCHES; i++) {
                send(server.api(), ledger, "batch-" + i);
            }
            server.kill();
        }
        return LogFile.newestIn(data);
    }

    private void send(Api api, Ledger ledger, String name) {
        List<SentEvent> batch = new EventStream(ledger.app(), name, random).batch();
        api.write(SentEvent.array(batch)).with(202);
        ledger.enter(batch, Fate.ACKNOWLEDGED);
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n"));
    }
}
