package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers on one database, each sent to by four writers at once: nobody waits for ever, nothing is lost, no rollup lacks or doubles anything, and each server answers for both. */
class TwoServersIT {
    private static final int MILLIS = 1000 * Setting.number("TIDEMARK_TWO_SERVERS_SECONDS", 3);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");

    @ParameterizedTest
    @EnumSource(
            value = StoreKind.class,
            names = {"CLICKHOUSE", "TIMESCALE", "CITUS"})
    void bothAnswerForWhatEitherWasSent(StoreKind kind, @TempDir(cleanup = CleanupMode.ON_SUCCESS) Path data) {
        Launch launch = kind.under(Launch.in(data.resolve("one"))).with("TIDEMARK_BATCH_EVENTS", "400");
        Ledger toOne = new Ledger("to-one");
        Ledger toOther = new Ledger("to-other");
        try (ServerProcess one = ServerProcess.start(launch);
                ServerProcess other = ServerProcess.start(launch.besides(data.resolve("other")))) {
            sendAtOnce(one.api(), toOne, other.api(), toOther);
            CrashRounds rounds = new CrashRounds(SEED);
            rounds.verify(one.api(), toOne);
            rounds.verify(other.api(), toOther);
            verify(other.api(), toOne);
            verify(one.api(), toOther);
            rounds.verifyAll(one.api());
            rounds.verifyAll(other.api());
        }
    }

    private static void sendAtOnce(Api one, Ledger toOne, Api other, Ledger toOther) {
        try (Load load = Load.start(one, toOne, SEED);
                Load beside = Load.start(other, toOther, SEED + 1)) {
            Pause.millis(MILLIS);
            load.stop();
            beside.stop();
        }
        for (Ledger ledger : List.of(toOne, toOther)) {
            assertThat(ledger.count(Fate.ACKNOWLEDGED)).as(ledger.app()).isPositive();
            assertThat(ledger.count(Fate.REFUSED) + ledger.count(Fate.IN_DOUBT))
                    .as(ledger.app())
                    .isZero();
        }
    }

    private static void verify(Api api, Ledger ledger) {
        List<SentEvent> stored = ledger.verify(api);
        Comparison.ALL.forEach(comparison -> comparison.verify(api, ledger.app(), stored));
    }
}
