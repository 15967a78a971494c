package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event log that has reached its greatest size refuses events, as a whole body or not at all, until the store catches up. */
@Tag(Fault.SUITE)
class FullLogIT {
    @TempDir
    Path data;

    @Test
    void aFullLogRefusesWholeBodiesAndLosesNothing() {
        Ledger ledger = new Ledger("full-log");
        Launch small = Launch.in(data).with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB").with("TIDEMARK_LOG_MAX_SIZE", "4MiB");
        Launch stuck = small.with("TIDEMARK_FLUSH_INTERVAL", "1h").with("TIDEMARK_BATCH_EVENTS", "1000000");
        try (ServerProcess server = ServerProcess.start(stuck)) {
            fill(server.api(), ledger);
            server.api().get("/health/liveness", "").with(200);
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(small)) {
            server.api().awaitDelivery();
            List<SentEvent> stored = ledger.verify(server.api());
            assertThat(stored).hasSize((int) ledger.count(Fate.ACKNOWLEDGED));
            new Fault("the event log is full, and the server is killed")
                    .tell(Fault.saw(ledger), "when the store takes events again");
        }
    }

    private static void fill(Api api, Ledger ledger) {
        try (Load load = Load.start(api, ledger, 11)) {
            for (int i = 0; i < 600 && load.refusals() < 20; i++) {
                Pause.millis(100);
            }
            load.stop();
            assertThat(load.refusals()).isGreaterThanOrEqualTo(20);
        }
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isPositive();
        assertThat(ledger.count(Fate.REFUSED)).isPositive();
    }
}
