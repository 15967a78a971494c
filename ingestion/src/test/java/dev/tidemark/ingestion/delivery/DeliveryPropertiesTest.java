package dev.tidemark.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.ingestion.delivery.UnreliableStorage.Failure;
import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class DeliveryPropertiesTest {
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            20,
            Duration.ofMillis(5),
            100,
            1 << 20,
            Duration.ofNanos(1000),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            1 << 16);

    private static final Event LAST = Bodies.event(1000);

    /** One life of the process: what is sent, how the store fails, and whether the cursor reaches the disk. */
    private record Life(List<List<Event>> bodies, List<Failure> failures, boolean savesCursor) {}

    @Provide
    Arbitrary<List<Life>> lives() {
        Arbitrary<Event> events = Combinators.combine(
                        Arbitraries.longs().between(0, 60), Arbitraries.longs().between(-30, 30))
                .as((id, hours) -> Bodies.event(
                        id, Bodies.NOW.plus(Duration.ofHours(hours)), id % 20 == 7 ? UnreliableStorage.POISON : "a"));
        Arbitrary<List<List<Event>>> bodies =
                events.list().ofMinSize(1).ofMaxSize(8).list().ofMaxSize(12);
        Arbitrary<List<Failure>> failures = Arbitraries.of(Failure.class).list().ofMaxSize(6);
        return Combinators.combine(bodies, failures, Arbitraries.of(true, false))
                .as(Life::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** The rule, told one event after the other in the order of the log. */
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whateverFailsEachEventIsStoredOnce(@ForAll("lives") List<Life> lives) throws IOException {
        Path directory = Files.createTempDirectory("delivery");
        UnreliableStorage store = new UnreliableStorage();
        KeptLetters letters = new KeptLetters();
        try {
            for (Life life : lives) {
                live(life, directory, store, letters);
            }
            store.recover();
            deliverTheRest(directory, store, letters);
        } finally {
            delete(directory);
        }
        List<EventKey> expected = new ArrayList<>();
        Stream.concat(lives.stream().flatMap(life -> life.bodies().stream().flatMap(List::stream)), Stream.of(LAST))
                .filter(event -> !event.type().equals(UnreliableStorage.POISON))
                .map(Event::key)
                .filter(key -> expected.stream().noneMatch(key::isSameEvent))
                .forEach(expected::add);
        assertThat(store.stored()).extracting(Event::key).containsExactlyElementsOf(expected);
        assertThat(letters.all()).allMatch(letter -> letter.raw().contains(UnreliableStorage.POISON));
    }

    private static void live(Life life, Path directory, UnreliableStorage store, KeptLetters letters) {
        LogSettings settings = new LogSettings(directory, 64 << 20, 1 << 16, 1 << 20);
        store.failNext(life.failures().toArray(Failure[]::new));
        try (EventLog log = LocalEventLog.open(settings, LogObserver.none(), InstantSource.system());
                Delivery delivery = Delivery.start(
                        life.savesCursor() ? log : new ForgetfulLog(log),
                        "primary",
                        store,
                        letters,
                        SETTINGS,
                        DeliveryObserver.NONE)) {
            for (List<Event> body : life.bodies()) {
                log.append(Bodies.body(body)).toCompletableFuture().join();
            }
            assertThat(delivery.state().status()).isIn(DeliveryState.Status.RUNNING, DeliveryState.Status.RETRYING);
        }
    }

    private static void deliverTheRest(Path directory, UnreliableStorage store, KeptLetters letters) {
        LogSettings settings = new LogSettings(directory, 64 << 20, 1 << 16, 1 << 20);
        try (EventLog log = LocalEventLog.open(settings, LogObserver.none(), InstantSource.system());
                Delivery delivery = Delivery.start(log, "primary", store, letters, SETTINGS, DeliveryObserver.NONE)) {
            AppendResult result =
                    log.append(Bodies.body(List.of(LAST))).toCompletableFuture().join();
            long position = ((AppendResult.Appended) result).position();
            assertThat(delivery.awaitStored(position, Duration.ofMinutes(1))
                            .toCompletableFuture()
                            .join())
                    .isPresent();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
