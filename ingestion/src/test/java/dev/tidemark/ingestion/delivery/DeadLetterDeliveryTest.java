package dev.tidemark.ingestion.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterDeliveryTest {
    private static final DeliverySettings SETTINGS = new DeliverySettings(
            1000,
            Duration.ofHours(1),
            5000,
            1 << 20,
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofMinutes(1),
            1 << 20);

    private final EventLog log;
    private final KeptLetters letters = new KeptLetters();

    DeadLetterDeliveryTest(@TempDir Path directory) {
        log = LocalEventLog.open(
                new LogSettings(directory, 64 << 20, 1 << 20, 16 << 20), LogObserver.none(), InstantSource.system());
    }

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void deadLettersAreKeptInTheOrderOfTheLog() {
        try (DeadLetterDelivery delivery = start(log)) {
            append(Bodies.body(Bodies.events(0, 5), Bodies.rejection(1), Bodies.rejection(3)));
            append(Bodies.body(Bodies.events(5, 6)));
            append(Bodies.body(List.of(), Bodies.rejection(0)));
            await().until(() -> letters.all().size() == 3);
            assertThat(delivery.state()).isEqualTo(DeliveryState.RUNNING);
        }
        assertThat(letters.all()).allSatisfy(letter -> {
            assertThat(letter.tenant()).isEqualTo(Bodies.TENANT);
            assertThat(letter.receivedAt()).isEqualTo(Bodies.NOW);
            assertThat(letter.source()).isEqualTo("http");
        });
        assertThat(log.figures().cursors().getFirst().records()).isZero();
    }

    @Test
    void whatKeepsThemMayBeAwayForAWhile() {
        letters.failNext(5);
        try (DeadLetterDelivery delivery = start(log)) {
            append(Bodies.body(List.of(), Bodies.rejection(0)));
            await().until(() -> letters.all().size() == 1);
            await().until(() -> delivery.state().equals(DeliveryState.RUNNING));
        }
    }

    @Test
    void handedOverAgainTheyAreTheSame() {
        append(Bodies.body(List.of(), Bodies.rejection(0), Bodies.rejection(1)));
        start(new ForgetfulLog(log)).close();
        assertThat(letters.all()).hasSize(2);
        start(log).close();
        assertThat(letters.all()).hasSize(2);
    }

    private DeadLetterDelivery start(EventLog from) {
        return DeadLetterDelivery.start(from, letters, SETTINGS, DeliveryObserver.NONE);
    }

    private void append(byte[] record) {
        log.append(record).toCompletableFuture().join();
    }
}
