package dev.tidemark.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.UnreliableStorage.Failure;
import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogSettings;
import dev.tidemark.ingestion.pipeline.PrimaryStore.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Nothing is written for its age alone, so that what is written was asked for. */
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            1000, Duration.ofHours(1), 5000, 1 << 20, Duration.ofMillis(1), Duration.ofMillis(20), LONG, 1 << 20);

    private final EventLog log;
    private final UnreliableStorage store = new UnreliableStorage();
    private final KeptLetters letters = new KeptLetters();

    DeliveryTest(@TempDir Path directory) {
        log = LocalEventLog.open(
                new LogSettings(directory, 64 << 20, 1 << 20, 16 << 20), LogObserver.none(), InstantSource.system());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void waitingForARecordWritesItAtOnceAndTellsWhatBecameOfIt() {
        try (Delivery delivery = start(SETTINGS)) {
            assertThat(storedOf(delivery, append(Bodies.events(0, 10)))).isEqualTo(new Outcome.Counted(10, 0, 0));
            assertThat(storedOf(delivery, append(Bodies.events(5, 15)))).isEqualTo(new Outcome.Counted(5, 5, 0));
        }
        assertThat(store.stored()).isEqualTo(Bodies.events(0, 15));
    }

    @Test
    void whatBecameOfARecordIsKnownAfterwardsToo() {
        try (Delivery delivery = start(SETTINGS)) {
            long first = append(Bodies.events(0, 3));
            storedOf(delivery, append(Bodies.events(3, 4)));
            assertThat(storedOf(delivery, first)).isEqualTo(new Outcome.Counted(3, 0, 0));
        }
    }

    @Test
    void waitingEndsWhenTimeIsUp() {
        store.setDown(true);
        try (Delivery delivery = start(SETTINGS)) {
            long position = append(Bodies.events(0, 1));
            CompletionStage<Optional<Outcome>> outcome = delivery.awaitStored(position, Duration.ofMillis(20));
            assertThat(outcome.toCompletableFuture().join()).isEmpty();
        }
    }

    @Test
    void enoughEventsAreWrittenWithoutWaiting() {
        try (Delivery delivery = start(SETTINGS)) {
            for (int i = 0; i < 20; i++) {
                append(Bodies.events(50 * i, 50 * (i + 1)));
            }
            await().until(() -> store.stored().size() == 1000);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RUNNING);
        }
    }

    @Test
    void aSingleEventIsWrittenOnceItIsOldEnough() {
        try (Delivery delivery = start(SETTINGS.withBatches(1000, Duration.ofMillis(50)))) {
            append(Bodies.events(0, 1));
            await().until(() -> store.stored().size() == 1);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RUNNING);
        }
    }

    @Test
    void duringAnOutageTheLogTakesEventsAndTheyArriveAfterwards() {
        store.setDown(true);
        try (Delivery delivery = start(SETTINGS.withBatches(10, Duration.ofMillis(10)))) {
            append(Bodies.events(0, 10));
            await().until(() -> delivery.state().status() == DeliveryState.Status.RETRYING);
            assertThat(delivery.state().message()).contains("the line is broken");
            for (int i = 1; i < 100; i++) {
                append(Bodies.events(10 * i, 10 * (i + 1)));
            }
            assertThat(store.stored()).isEmpty();
            store.setDown(false);
            await().until(() -> store.stored().size() == 1000);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RUNNING);
        }
        assertThat(store.stored()).isEqualTo(Bodies.events(0, 1000));
        assertThat(store.batches()).as("a backlog is written in big batches").hasSizeLessThan(20);
    }

    @Test
    void aCommitWhoseOutcomeIsUnknownCountsOnce() {
        store.failNext(Failure.AFTER_COMMIT);
        try (Delivery delivery = start(SETTINGS)) {
            assertThat(storedOf(delivery, append(Bodies.events(0, 10)))).isEqualTo(new Outcome.Counted(10, 0, 0));
            assertThat(storedOf(delivery, append(Bodies.events(0, 10)))).isEqualTo(new Outcome.Counted(0, 10, 0));
        }
        assertThat(store.stored()).isEqualTo(Bodies.events(0, 10));
    }

    @Test
    void aRefusedEventBecomesADeadLetterAndItsNeighboursAreStored() {
        List<Event> events = new ArrayList<>(Bodies.events(0, 100));
        events.set(37, Bodies.event(37, Bodies.NOW, UnreliableStorage.POISON));
        events.set(38, Bodies.event(38, Bodies.NOW, UnreliableStorage.POISON));
        try (Delivery delivery = start(SETTINGS)) {
            assertThat(storedOf(delivery, append(events))).isEqualTo(new Outcome.Counted(98, 0, 2));
        }
        assertThat(store.stored()).hasSize(98);
        assertThat(letters.all()).hasSize(2).allSatisfy(letter -> {
            assertThat(letter.violation().code()).isEqualTo(RejectionCode.REFUSED_BY_STORE);
            assertThat(letter.violation().message()).isEqualTo("poison is not taken");
            assertThat(letter.source()).isEqualTo("http");
        });
        assertThat(letters.all().getFirst().raw())
                .isEqualTo(
                        "{\"tenant_id\":\"acme\",\"event_id\":\"00000000-0000-0000-0000-000000000025\",\"event_type\":\"poison\",\"timestamp\":\"2026-03-01T12:00:00Z\"}");
    }

    @Test
    void refusedEventsWaitForThePlaceThatKeepsThem() {
        letters.failNext(3);
        try (Delivery delivery = start(SETTINGS)) {
            List<Event> poison = List.of(Bodies.event(1, Bodies.NOW, UnreliableStorage.POISON));
            assertThat(storedOf(delivery, append(poison))).isEqualTo(new Outcome.Counted(0, 0, 1));
        }
        assertThat(letters.all()).hasSize(1);
    }

    @Test
    void dyingBetweenCommitAndCursorStoresNothingTwice() {
        try (Delivery delivery = start(new ForgetfulLog(log), SETTINGS)) {
            assertThat(storedOf(delivery, append(Bodies.events(0, 10)))).isEqualTo(new Outcome.Counted(10, 0, 0));
            List<Event> poison = List.of(Bodies.event(99, Bodies.NOW, UnreliableStorage.POISON));
            assertThat(storedOf(delivery, append(poison))).isEqualTo(new Outcome.Counted(0, 0, 1));
        }
        try (Delivery delivery = start(SETTINGS)) {
            assertThat(storedOf(delivery, append(Bodies.events(8, 12)))).isEqualTo(new Outcome.Counted(2, 2, 0));
        }
        assertThat(store.stored()).isEqualTo(Bodies.events(0, 12));
        assertThat(letters.all()).hasSize(1);
    }

    @Test
    void stoppingWritesWhatIsAtHandAndSavesTheCursor() {
        try (Delivery delivery = start(SETTINGS)) {
            append(Bodies.events(0, 10));
            assertThat(delivery.state()).isEqualTo(DeliveryState.RUNNING);
        }
        assertThat(store.stored()).hasSize(10);
        assertThat(log.figures().cursors().getFirst().records()).isZero();
    }

    @Test
    void stoppingDuringAnOutageLeavesTheEventsInTheLog() {
        store.setDown(true);
        Delivery delivery = start(SETTINGS);
        long position = append(Bodies.events(0, 10));
        CompletionStage<Optional<Outcome>> outcome = delivery.awaitStored(position, LONG);
        await().until(() -> delivery.state().status() == DeliveryState.Status.RETRYING);
        delivery.close();
        assertThat(delivery.state().status()).isEqualTo(DeliveryState.Status.STOPPED);
        assertThat(outcome.toCompletableFuture().join()).isEmpty();
        assertThat(log.figures().cursors().getFirst().records()).isEqualTo(1);
        store.setDown(false);
        try (Delivery next = start(SETTINGS)) {
            assertThat(storedOf(next, position)).isEqualTo(new Outcome.Counted(10, 0, 0));
        }
    }

    @Test
    void twoStoresAreDeliveredToIndependently() {
        UnreliableStorage mirror = new UnreliableStorage();
        mirror.setDown(true);
        try (Delivery primary = start(SETTINGS);
                Delivery second = Delivery.start(log, "mirror", mirror, letters, SETTINGS, DeliveryObserver.NONE)) {
            long position = append(Bodies.events(0, 10));
            assertThat(storedOf(primary, position)).isEqualTo(new Outcome.Counted(10, 0, 0));
            assertThat(mirror.stored()).isEmpty();
            mirror.setDown(false);
            assertThat(storedOf(second, position)).isEqualTo(new Outcome.Counted(10, 0, 0));
        }
    }

    @Test
    void duplicatesAreCountedByTenant() {
        AtomicInteger counted = new AtomicInteger();
        DeliveryObserver observer = new DeliveryObserver() {
            @Override
            public void duplicates(TenantId tenant, int events) {
                assertThat(tenant).isEqualTo(Bodies.TENANT);
                counted.addAndGet(events);
            }
        };
        try (Delivery delivery = Delivery.start(log, "primary", store, letters, SETTINGS, observer)) {
            append(Bodies.events(0, 10));
            storedOf(delivery, append(Bodies.events(7, 12)));
        }
        assertThat(counted).hasValue(3);
    }

    @Test
    void aRecordOfANewerReleaseEndsTheDeliveryAndStaysInTheLog() {
        try (Delivery delivery = start(SETTINGS)) {
            log.append(new byte[] {99}).toCompletableFuture().join();
            await().until(() -> delivery.state().status() == DeliveryState.Status.FAILED);
            assertThat(delivery.state().message()).contains("version 99");
        }
        assertThat(log.figures().cursors().getFirst().records()).isEqualTo(1);
    }

    private Delivery start(DeliverySettings settings) {
        return start(log, settings);
    }

    private Delivery start(EventLog from, DeliverySettings settings) {
        return Delivery.start(from, "primary", store, letters, settings, DeliveryObserver.NONE);
    }

    private long append(List<Event> events) {
        return ((Appended) log.append(Bodies.body(events)).toCompletableFuture().join()).position();
    }

    private static Outcome storedOf(Delivery delivery, long position) {
        return delivery.awaitStored(position, LONG).toCompletableFuture().join().orElseThrow();
    }
}
