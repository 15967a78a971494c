package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM under load: the server stops soon, loses nothing, and goes on from there when started again. */
class GracefulStopIT {
    /** Long enough for a slow machine, short enough for an init system, which waits 90 s before it kills. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path data;

    @Test
    void aStoppedServerHasLostNothing() {
        Launch launch = Launch.in(data);
        Ledger first = new Ledger("first");
        try (ServerProcess server = ServerProcess.start(launch)) {
            stopUnderLoad(server, first);
        }
        Ledger second = new Ledger("second");
        try (ServerProcess server = ServerProcess.start(launch)) {
            verify(server.api(), first);
            stopUnderLoad(server, second);
        }
        try (ServerProcess server = ServerProcess.start(launch)) {
            verify(server.api(), second);
            verify(server.api(), first);
        }
    }

    @Test
    void anIdleServerStopsToo() {
        try (ServerProcess server = ServerProcess.start(Launch.in(data).with("TIDEMARK_FLUSH_INTERVAL", "1h"))) {
            server.api().write("""
                    {"app_id": "idle", "event_type": "waits for an hour"}""").with(202);
            server.terminate();
            assertThat(server.awaitEnd(STOPS_WITHIN)).isZero();
        }
        try (ServerProcess server = ServerProcess.start(Launch.in(data))) {
            server.api().store("""
                    {"app_id": "idle", "event_type": "waits no longer"}""").with(200);
            Table table = server.api().query("""
                    {"app_id": "idle", "from": "-1d", "to": "+1d", "measures": ["events"]}""").table();
            assertThat(table.single("events")).isEqualTo("2");
        }
    }

    private static void stopUnderLoad(ServerProcess server, Ledger ledger) {
        try (Load load =
                Load.start(server.api(), ledger, RandomGenerator.getDefault().nextLong())) {
            Pause.millis(2000);
            server.terminate();
            assertThat(server.awaitEnd(STOPS_WITHIN)).as(server::log).isZero();
            load.stop();
        }
        assertThat(ledger.count(Fate.ACKNOWLEDGED)).isPositive();
    }

    private static void verify(Api api, Ledger ledger) {
        api.awaitDelivery();
        List<SentEvent> stored = ledger.verify(api);
        Comparison.ALL.forEach(comparison -> comparison.verify(api, ledger.app(), stored));
    }
}
