package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import dev.tidemark.testkit.engine.EngineProcess;
import java.time.Duration;
import java.util.Optional;

/**
 * What must hold of a server whose store is an engine that dies under load, or is away for a while.
 *
 * @param launch on the engine
 * @param engine that dies
 */
record EngineCrashes(Launch launch, EngineProcess engine, long seed) {

    void engineDies(int times) {
        CrashRounds rounds = new CrashRounds(seed);
        Optional<ServerProcess> running = Optional.empty();
        try {
            for (int round = 0; round < times; round++) {
                ServerProcess server = running.orElseGet(() -> ServerProcess.start(launch));
                running = Optional.of(server);
                Ledger ledger = new Ledger("round-" + round);
                rounds.underLoad(server.api(), ledger, () -> killSome(rounds));
                if (rounds.chance(3)) { // the server too, with what it has not delivered yet
                    server.close();
                    server = ServerProcess.start(launch);
                    running = Optional.of(server);
                }
                rounds.verify(server.api(), ledger);
            }
            running.ifPresent(server -> rounds.verifyAll(server.api()));
            rounds.tell(
                    "%s is killed (kill -9) under load, %d times".formatted(victim(), times),
                    "by itself when it is back");
        } finally {
            running.ifPresent(ServerProcess::close);
        }
    }

    private String victim() {
        return engine.address().getScheme().equals("kafka")
                ? "the Kafka broker"
                : "the store's server (" + CrashRounds.store(launch) + ")";
    }

    private void killSome(CrashRounds rounds) {
        do {
            engine.kill();
            rounds.pause(500);
            engine.startAgain();
            rounds.pause(1500);
        } while (rounds.chance(2));
    }

    void engineIsAway(int seconds) {
        Ledger ledger = new Ledger("outage");
        try (ServerProcess server = ServerProcess.start(launch)) {
            int pause = Math.max(40, 12 * seconds); // so that the load lasts as long as the outage
            try (Load load = Load.start(server.api(), ledger, seed, pause)) {
                Pause.millis(1000);
                engine.kill();
                Pause.millis(1000L * seconds);
                assertThat(load.refusals()).isZero();
                engine.startAgain();
                Pause.millis(1000);
                load.stop();
            }
            long begin = System.nanoTime();
            server.api().awaitDelivery();
            new Fault("the store's server (%s) is away for %d s".formatted(CrashRounds.store(launch), seconds))
                    .tell(
                            Fault.saw(ledger),
                            "everything stored after " + Fault.text(Duration.ofNanos(System.nanoTime() - begin)));
            assertThat(ledger.count(Fate.REFUSED)).isZero();
            assertThat(ledger.count(Fate.IN_DOUBT)).isZero();
            new CrashRounds(seed).verify(server.api(), ledger);
        }
    }
}
