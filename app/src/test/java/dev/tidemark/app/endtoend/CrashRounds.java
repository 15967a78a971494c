package dev.tidemark.app.endtoend;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Rounds in each of which something dies under load, and what must hold after each and after all. */
final class CrashRounds {
    private final long seed;
    private final RandomGenerator random;
    private final Map<String, Integer> storedByApp = new HashMap<>();
    private final List<Ledger> ledgers = new ArrayList<>();

    /** @param seed decides all that is random, as far as moments can be repeated */
    CrashRounds(long seed) {
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /** True once in so many times. */
    boolean chance(int times) {
        return random.nextInt(times) == 0;
    }

    void pause(int mostMillis) {
        Pause.millis(random.nextInt(mostMillis));
    }

    /** Kills the server again and again, which is started on what it left. */
    void killServer(Launch launch, int rounds) {
        Optional<Ledger> last = Optional.empty();
        Duration slowestStart = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            if (chance(4)) {
                dieWhileStarting(launch);
            }
            Ledger ledger = new Ledger("round-" + round);
            long begin = System.nanoTime();
            try (ServerProcess server = ServerProcess.start(launch)) {
                slowestStart = slowest(slowestStart, begin);
                last.ifPresent(earlier -> verify(server.api(), earlier));
                underLoad(server.api(), ledger, server::kill);
            }
            last = Optional.of(ledger);
        }
        try (ServerProcess server = ServerProcess.start(launch)) {
            last.ifPresent(earlier -> verify(server.api(), earlier));
            verifyAll(server.api());
        }
        tell(
                "the server is killed (kill -9) under load, %d times, on %s".formatted(rounds, store(launch)),
                "ready %s after its start at the latest".formatted(Fault.text(slowestStart)));
    }

    private static Duration slowest(Duration known, long begin) {
        Duration now = Duration.ofNanos(System.nanoTime() - begin);
        return now.compareTo(known) > 0 ? now : known;
    }

    static String store(Launch launch) {
        String log = launch.settings().getOrDefault("TIDEMARK_LOG_TYPE", "local");
        return launch.settings().getOrDefault("TIDEMARK_STORAGE_TYPE", "embedded")
                + (log.equals("kafka") ? " behind Kafka" : "");
    }

    /** What came of all rounds. */
    void tell(String fault, String recovery) {
        new Fault(fault).tell(Fault.saw(ledgers.toArray(Ledger[]::new)), recovery);
    }

    private void dieWhileStarting(Launch launch) {
        try (ServerProcess server = ServerProcess.begin(launch)) {
            pause(3000);
            server.kill();
        }
    }

    /** Has something happen while events come in, at a random moment. */
    void underLoad(Api api, Ledger ledger, Runnable event) {
        ledgers.add(ledger);
        int delay = 20 + random.nextInt(2500);
        try (Load load = Load.start(api, ledger, random.nextLong())) {
            Pause.millis(delay);
            event.run();
            load.stop();
        }
        System.out.printf(
                "%s (seed %d): after %d ms, %d events acknowledged, %d in doubt, %d refused%n",
                ledger.app(),
                seed,
                delay,
                ledger.count(Fate.ACKNOWLEDGED),
                ledger.count(Fate.IN_DOUBT),
                ledger.count(Fate.REFUSED));
    }

    /** What a round left must be right, and stay right when a part of it is sent again. */
    void verify(Api api, Ledger ledger) {
        api.awaitDelivery();
        List<SentEvent> stored = ledger.verify(api);
        List<List<SentEvent>> batches = new ArrayList<>(ledger.acknowledgedBatches());
        batches.removeIf(batch -> !chance(4));
        for (List<SentEvent> batch : batches) {
            assertThat(api.write(SentEvent.array(batch)).with(202).json().path("rejected"))
                    .isEmpty();
        }
        api.awaitDelivery();
        assertThat(numbers(ledger.verify(api))).isEqualTo(numbers(stored));
        Comparison.ALL.forEach(comparison -> comparison.verify(api, ledger.app(), stored));
        storedByApp.put(ledger.app(), stored.size());
    }

    /** Sets, which compare thousands of events in no time. */
    private static Set<String> numbers(List<SentEvent> events) {
        return events.stream().map(SentEvent::number).collect(toSet());
    }

    /** No later crash changed what an earlier one left, neither in the rollups nor in the events. */
    void verifyAll(Api api) {
        for (String filter : List.of("", ", \"filter\": " + SentEvent.IS_ONE)) {
            Map<String, String> found =
                    api.query("""
                    {"from": "-10d", "to": "+2d", "granularity": "none", "measures": ["events"],
                     "dimensions": ["app_id"], "limit": 100000%s}""".formatted(filter)).table().whole().map("app_id", "events");
            storedByApp.forEach((app, events) -> assertThat(Integer.parseInt(found.getOrDefault(app, "0")))
                    .as("events of %s%s", app, filter)
                    .isEqualTo(events));
        }
    }
}
