package dev.tidemark.ingestion.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.ingestion.delivery.Bodies;
import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.delivery.UnreliableStorage;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private final Path directory;
    private final UnreliableStorage primary = new UnreliableStorage();
    private final UnreliableStorage copy = new UnreliableStorage();

    MirrorTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void aMirrorThatIsAddedLaterGetsWhatIsStoredAndWhatComesIn() {
        try (Mirrored before = Mirrored.start(directory, primary, Optional.empty())) {
            before.store(Bodies.events(0, 500));
        }
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            mirrored.store(Bodies.events(490, 600));
            mirrored.awaitMirror();
            assertThat(mirrored.mirror().state().taken()).isBetween(500L, 600L);
        }
        assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, 600));
    }

    @Test
    void aMirrorThatIsAwayHoldsNobodyUpAndCatchesUp() {
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            copy.setDown(true);
            mirrored.store(Bodies.events(0, 100));
            assertThat(primary.stored()).hasSize(100);
            await().until(() ->
                    mirrored.mirror().state().delivery().orElseThrow().status() == DeliveryState.Status.RETRYING);
            assertThat(mirrored.mirror().state().waiting()).isPositive();
            assertThat(mirrored.mirror().state().oldest()).isPresent();
            copy.setDown(false);
            mirrored.awaitMirror();
        }
        assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, 100));
    }

    @Test
    void fillingWaitsForAPrimaryThatIsAway() {
        try (Mirrored before = Mirrored.start(directory, primary, Optional.empty())) {
            before.store(Bodies.events(0, 100));
        }
        primary.setDown(true);
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            await().until(() ->
                    mirrored.mirror().state().delivery().orElseThrow().status() == DeliveryState.Status.RETRYING);
            assertThat(mirrored.mirror().isFilled()).isFalse();
            primary.setDown(false);
            mirrored.awaitMirror();
        }
        assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, 100));
    }

    @Test
    void aMirrorThatIsRemovedKeepsNothingInTheLogAndIsFilledWhenItIsAddedAgain() {
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            mirrored.store(Bodies.events(0, 100));
            mirrored.awaitMirror();
        }
        try (Mirrored without = Mirrored.start(directory, primary, Optional.empty())) {
            assertThat(without.log().figures().cursors())
                    .extracting(Backlog::cursor)
                    .containsExactly(Mirrored.CURSOR);
            without.store(Bodies.events(100, 200));
        }
        try (Mirrored again = Mirrored.start(directory, primary, Optional.of(copy))) {
            again.awaitMirror();
        }
        assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, 200));
    }

    @Test
    void aFilledMirrorIsNotFilledAgainUnlessItIsAnotherStore() {
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            mirrored.store(Bodies.events(0, 100));
            mirrored.awaitMirror();
        }
        try (Mirrored same = Mirrored.start(directory, primary, Optional.of(copy))) {
            assertThat(same.mirror().isFilled()).isTrue();
        }
        UnreliableStorage other = new UnreliableStorage();
        try (Mirrored moved = Mirrored.start(directory, primary, Optional.of(other), "c from b", 64 << 20)) {
            moved.awaitMirror();
        }
        assertThat(other.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, 100));
    }

    /** The server would otherwise take no more events although the primary is well. */
    @Test
    void aMirrorThatWouldFillTheLogGivesWayAndIsFilledFromThePrimary() {
        long logBytes = 32 << 15;
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy), "a from b", logBytes)) {
            mirrored.awaitMirror();
            copy.setDown(true);
            int sent = 0;
            while (!giveWay(mirrored)) {
                mirrored.store(Bodies.events(sent, sent + 100));
                sent += 100;
            }
            assertThat(mirrored.log().figures().bytes()).isLessThan(logBytes / 4);
            assertThat(mirrored.mirror().isFilled()).isFalse();
            assertThat(giveWay(mirrored)).isFalse();
            mirrored.store(Bodies.events(sent, sent + 100));
            copy.setDown(false);
            mirrored.awaitMirror();
            assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(Bodies.events(0, sent + 100));
        }
    }

    private static boolean giveWay(Mirrored mirrored) {
        var figures = mirrored.log().figures();
        return mirrored.mirror().giveWay(figures, figures.maxBytes() - figures.bytes());
    }

    @Test
    void aPrimaryThatIsBehindIsNoReasonToGiveWay() {
        long logBytes = 32 << 15;
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy), "a from b", logBytes)) {
            mirrored.awaitMirror();
            primary.setDown(true);
            copy.setDown(true);
            int sent = 0;
            while (mirrored.log().figures().bytes() < 3 * logBytes / 4) {
                mirrored.append(Bodies.events(sent, sent + 100));
                sent += 100;
            }
            assertThat(giveWay(mirrored)).isFalse();
            primary.setDown(false);
            copy.setDown(false);
            mirrored.awaitMirror();
            assertThat(copy.stored()).containsExactlyInAnyOrderElementsOf(primary.stored());
        }
    }

    @Test
    void whatTheMirrorRefusesInFillingBecomesADeadLetter() {
        Event poison = Bodies.event(3, Bodies.NOW, UnreliableStorage.POISON);
        primary.takeEverything();
        try (Mirrored before = Mirrored.start(directory, primary, Optional.empty())) {
            before.store(Bodies.events(0, 3));
            before.store(List.of(poison));
        }
        try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(copy))) {
            mirrored.awaitMirror();
            assertThat(mirrored.letters().all()).singleElement().satisfies(letter -> {
                assertThat(letter.violation().code()).isEqualTo(RejectionCode.REFUSED_BY_STORE);
                assertThat(letter.source()).isEqualTo("mirror");
            });
        }
        assertThat(copy.stored()).containsExactlyElementsOf(Bodies.events(0, 3));
    }
}
