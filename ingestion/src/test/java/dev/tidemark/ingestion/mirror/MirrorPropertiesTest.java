package dev.tidemark.ingestion.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.ingestion.delivery.Bodies;
import dev.tidemark.ingestion.delivery.UnreliableStorage;
import dev.tidemark.ingestion.delivery.UnreliableStorage.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class MirrorPropertiesTest {

    /**
     * One life of the process.
     *
     * @param mirrored whether there is a mirror in this life
     * @param gaveWay after which body it has to give up its place in the log, if it ever has
     */
    private record Life(
            List<List<Event>> bodies, List<Failure> primary, List<Failure> mirror, boolean mirrored, int gaveWay) {}

    /** Of few ids, at times up to two days apart: which of them are the same event depends on the order in which they are taken. */
    @Provide
    Arbitrary<List<Life>> lives() {
        Arbitrary<Event> events = Combinators.combine(
                        Arbitraries.longs().between(0, 30), Arbitraries.longs().between(-30, 30))
                .as((id, hours) -> Bodies.event(id, Bodies.NOW.plus(Duration.ofHours(hours)), "a"));
        Arbitrary<List<List<Event>>> bodies =
                events.list().ofMinSize(1).ofMaxSize(8).list().ofMaxSize(12);
        Arbitrary<List<Failure>> failures = Arbitraries.of(Failure.class).list().ofMaxSize(4);
        return Combinators.combine(
                        bodies,
                        failures,
                        failures,
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 20))
                .as(Life::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void whateverFailsTheMirrorComesToHoldWhatThePrimaryHolds(@ForAll("lives") List<Life> lives) throws IOException {
        Path directory = Files.createTempDirectory("mirror");
        UnreliableStorage primary = new UnreliableStorage();
        UnreliableStorage mirror = new UnreliableStorage();
        try {
            for (Life life : lives) {
                live(life, directory, primary, mirror);
            }
            primary.recover();
            mirror.recover();
            try (Mirrored mirrored = Mirrored.start(directory, primary, Optional.of(mirror))) {
                mirrored.awaitMirror();
            }
        } finally {
            delete(directory);
        }
        assertThat(mirror.stored()).containsExactlyInAnyOrderElementsOf(primary.stored());
    }

    private static void live(Life life, Path directory, UnreliableStorage primary, UnreliableStorage mirror) {
        primary.failNext(life.primary().toArray(Failure[]::new));
        mirror.failNext(life.mirror().toArray(Failure[]::new));
        try (Mirrored mirrored =
                Mirrored.start(directory, primary, Optional.of(mirror).filter(any -> life.mirrored()))) {
            for (int i = 0; i < life.bodies().size(); i++) {
                mirrored.append(life.bodies().get(i));
                if (i == life.gaveWay()) {
                    mirrored.fillAnew();
                }
            }
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
