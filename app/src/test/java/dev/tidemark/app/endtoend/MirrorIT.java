package dev.tidemark.app.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.engine.ClickHouseAddress;
import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A mirror is added to a server that has events, under load, with the server dying meanwhile; and holds in the end what was sent, each event once. */
class MirrorIT {
    private static final int ROUNDS = Setting.number("TIDEMARK_CRASH_ROUNDS", 2);
    private static final long SEED = Setting.seed("TIDEMARK_CRASH_SEED");
    private static final String COPY = "copy";

    private final RandomGenerator random =
            RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    private final List<Ledger> ledgers = new ArrayList<>();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path data;

    @Test
    void anEmbeddedMirrorThatIsAddedUnderLoadHoldsEverythingOnce() {
        addUnderLoad(launch(), StoreKind.EMBEDDED.mirrored(launch(), COPY));
    }

    @Test
    void aMirrorInClickHouseThatIsAddedUnderLoadHoldsEverythingOnce() {
        addUnderLoad(launch(), StoreKind.mirrored(launch(), COPY, ClickHouseAddress.get()));
    }

    @Test
    void soDoesOneInAnotherDatabaseOfTheServerThatThePrimaryIsIn() {
        ClickHouseAddress address = ClickHouseAddress.get();
        Launch primary = StoreKind.on(launch(), address);
        addUnderLoad(primary, StoreKind.mirrored(primary, COPY, address));
    }

    private void addUnderLoad(Launch alone, Launch mirrored) {
        fill(alone, 2000);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            load(server.api(), 2000, () -> {});
            verify(server.api());
        }
    }

    /** However often the server dies before the mirror is filled, and while it is sent to. */
    @Test
    void aServerThatDiesWhileItFillsAMirrorGoesOnWithIt() {
        fill(launch(), 6000);
        Launch mirrored = StoreKind.EMBEDDED.mirrored(launch(), COPY);
        int unfilled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            try (ServerProcess server = ServerProcess.start(mirrored)) {
                load(
                        server.api(),
                        round == 0 ? 0 : random.nextInt(600),
                        server::kill); // on a busy machine a pause may be as long as the filling
                unfilled += progress().contains("complete=true") ? 0 : 1;
                System.out.println("killed at " + progress().replace('\n', ' '));
            }
        }
        System.out.printf(
                "%d of %d times the server died before the mirror was filled (seed %d)%n", unfilled, ROUNDS, SEED);
        assertThat(unfilled)
                .as("times that the server died before the mirror was filled")
                .isPositive();
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            verify(server.api());
        }
    }

    @Test
    void aMirrorThatIsAwayHoldsNobodyUpAndCatchesUp() {
        Engine.CLICKHOUSE.requirePossible();
        try (EngineProcess engine = Engine.CLICKHOUSE.start();
                ServerProcess server = ServerProcess.start(
                        StoreKind.mirrored(launch(), COPY, ClickHouseAddress.of(engine.address())))) {
            load(server.api(), 1000, engine::kill);
            load(server.api(), 3000, () -> assertThat(server.api().isReady()).isTrue());
            assertThat(ledgers.getLast().count(Ledger.Fate.REFUSED)).isZero();
            server.api().awaitDelivery();
            ledgers.getLast().verify(server.api());
            engine.startAgain();
            verify(server.api());
        }
    }

    @Test
    void aMirrorThatIsFilledBecomesThePrimaryBySettings() {
        fill(launch(), 2000);
        ClickHouseAddress address = ClickHouseAddress.get();
        Launch mirrored = StoreKind.mirrored(launch(), COPY, address);
        try (ServerProcess server = ServerProcess.start(mirrored)) {
            server.api().awaitMirror(COPY);
            load(server.api(), 500, server::kill);
        }
        String database = requireNonNull(mirrored.settings().get("TIDEMARK_MIRROR_COPY_DATABASE"));
        Launch former = StoreKind.EMBEDDED
                .mirrored(StoreKind.on(launch(), address).with("TIDEMARK_STORAGE_DATABASE", database), COPY)
                .with("TIDEMARK_MIRROR_COPY_DIRECTORY", data.toString());
        try (ServerProcess server = ServerProcess.start(former)) {
            load(server.api(), 500, () -> {});
            verify(server.api());
        }
    }

    private String progress() {
        Path file = data.resolve("mirrors").resolve(COPY + ".filling");
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Launch launch() {
        return Launch.in(data).with("TIDEMARK_BATCH_EVENTS", "400").with("TIDEMARK_LOG_SEGMENT_SIZE", "1MiB");
    }

    private void fill(Launch launch, int millis) {
        try (ServerProcess server = ServerProcess.start(launch)) {
            load(server.api(), millis, () -> {});
            server.api().awaitDelivery();
        }
    }

    /** Sends events of an app of their own for some time, at the end of which something happens. */
    private void load(Api api, int millis, Runnable end) {
        Ledger ledger = new Ledger("round-" + ledgers.size());
        ledgers.add(ledger);
        try (Load load = Load.start(api, ledger, random.nextLong())) {
            Pause.millis(millis);
            end.run();
            load.stop();
        }
    }

    private void verify(Api api) {
        api.awaitMirror(COPY);
        for (Ledger ledger : ledgers) {
            List<SentEvent> stored = ledger.verify(api);
            assertThat(numbers(ledger.verify(api.asking(COPY)))).isEqualTo(numbers(stored));
            for (Comparison comparison : Comparison.ALL) {
                comparison.verify(api, ledger.app(), stored);
                comparison.verify(api.asking(COPY), ledger.app(), stored);
            }
        }
    }

    private static List<String> numbers(List<SentEvent> events) {
        return events.stream().map(SentEvent::number).sorted().toList();
    }
}
