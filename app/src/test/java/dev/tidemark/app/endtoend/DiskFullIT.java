package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose disk fills up under load, on a small file system that the test mounts. */
@Tag(Fault.SUITE)
class DiskFullIT {
    private static final int DISK_MEGABYTES = 72;
    private static final int BALLAST_MEGABYTES = 52;
    private static final int ENOUGH_REFUSALS = 30;

    /** Seconds; on a busy machine the disk takes long to fill. */
    private static final int PATIENCE = 300;

    @TempDir
    static Path mountPoint;

    private Optional<SmallDisk> mounted = Optional.empty();

    @BeforeEach
    void mount() {
        mounted = SmallDisk.mount(mountPoint, DISK_MEGABYTES);
        assumeTrue(mounted.isPresent(), "cannot mount a small file system: that needs Linux and root");
        mounted.get().addBallast(BALLAST_MEGABYTES);
    }

    @AfterEach
    void unmount() {
        mounted.ifPresent(SmallDisk::close);
    }

    private Launch launch() {
        return Launch.in(mountPoint.resolve("data"))
                .with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB")
                .with("TIDEMARK_BATCH_EVENTS", "1000");
    }

    @Test
    void aFullDiskRefusesEventsAndGoesOnByItselfWhenThereIsSpace() {
        Ledger ledger = new Ledger("full");
        try (ServerProcess server = ServerProcess.start(launch())) {
            fill(server.api(), ledger);
            answersWhileFull(server.api());
            mounted.orElseThrow().dropBallast();
            long begin = System.nanoTime();
            nothingIsLost(server.api(), ledger);
            new Fault("the disk is full")
                    .tell(
                            Fault.saw(ledger) + "; questions answered",
                            "everything stored and compared %s after there was room"
                                    .formatted(Fault.text(Duration.ofNanos(System.nanoTime() - begin))));
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesACrashOnAFullDisk() {
        Ledger ledger = new Ledger("full");
        try (ServerProcess server = ServerProcess.start(launch())) {
            fill(server.api(), ledger);
            server.kill();
        }
        mounted.orElseThrow().fillUp();
        try (ServerProcess server = ServerProcess.begin(launch())) {
            server.awaitAnswers();
            answersWhileFull(server.api());
            mounted.orElseThrow().dropBallast();
            nothingIsLost(server.api(), ledger);
            new Fault("the server is killed (kill -9) on a full disk")
                    .tell(Fault.saw(ledger), "by itself when there is room");
        }
    }

    /** Sends until the server has refused for a while. */
    private void fill(Api api, Ledger ledger) {
        try (Load load = Load.start(api, ledger, RandomGenerator.getDefault().nextLong())) {
            for (int second = 0; second < PATIENCE && load.refusals() < ENOUGH_REFUSALS; second++) {
                Pause.millis(1000);
            }
            load.stop();
            assertThat(load.refusals())
                    .as("refusals, with %d bytes free", mounted.orElseThrow().free())
                    .isGreaterThanOrEqualTo(ENOUGH_REFUSALS);
        }
        System.out.printf(
                "disk full: %d events acknowledged, %d refused, %d in doubt%n",
                ledger.count(Fate.ACKNOWLEDGED), ledger.count(Fate.REFUSED), ledger.count(Fate.IN_DOUBT));
        assertThat(ledger.count(Fate.IN_DOUBT)).as("requests without an answer").isZero();
    }

    private static void answersWhileFull(Api api) {
        api.get("/health/liveness", "").with(200);
        assertThat(api.get("/health", "").status()).isIn(200, 503);
        api.query("""
                {"from": "-1d", "to": "+1d", "measures": ["events"]}""").with(200);
    }

    private static void nothingIsLost(Api api, Ledger ledger) {
        api.awaitDelivery();
        List<SentEvent> stored = ledger.verify(api);
        assertThat(stored).hasSize((int) ledger.count(Fate.ACKNOWLEDGED));
        Comparison.ALL.forEach(comparison -> comparison.verify(api, ledger.app(), stored));
    }
}
