package dev.tidemark.ingestion.mirror;

import static org.awaitility.Awaitility.await;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.Bodies;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.delivery.KeptLetters;
import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LocalEventLog;
import dev.tidemark.ingestion.log.LogObserver;
import dev.tidemark.ingestion.log.LogSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A log with a primary store and maybe a mirror, as they are in one life of a server. */
final class Mirrored implements AutoCloseable {
    static final String CURSOR = "primary";

    private static final DeliverySettings SETTINGS = new DeliverySettings(
            20,
            Duration.ofMillis(5),
            100,
            1 << 20,
            Duration.ofNanos(1000),
            Duration.ofMillis(1),
            Duration.ofMinutes(1),
            1 << 16);

    private final EventLog log;
    private final KeptLetters letters;
    private final Delivery primary;
    private final Optional<Mirror> mirror;

    private Mirrored(EventLog log, KeptLetters letters, Delivery primary, Optional<Mirror> mirror) {
        this.log = log;
        this.letters = letters;
        this.primary = primary;
        this.mirror = mirror;
    }

    static Mirrored start(Path directory, Storage primary, Optional<? extends Storage> mirror) {
        return start(directory, primary, mirror, "a from b", 64 << 20);
    }

    /** @param stores what is said to be filled from what */
    static Mirrored start(
            Path directory, Storage primary, Optional<? extends Storage> mirror, String stores, long logBytes) {
        EventLog log = LocalEventLog.open(
                new LogSettings(directory, logBytes, 1 << 15, 1 << 20), LogObserver.none(), InstantSource.system());
        KeptLetters letters = new KeptLetters();
        Delivery delivery = Delivery.start(log, CURSOR, primary, letters, SETTINGS, DeliveryObserver.NONE);
        Mirror.forgetOthers(log, name -> mirror.isPresent());
        return new Mirrored(
                log, letters, delivery, mirror.map(store -> mirror(directory, log, letters, primary, store, stores)));
    }

    private static Mirror mirror(
            Path directory, EventLog log, KeptLetters letters, Storage primary, Storage store, String stores) {
        Mirror.Plan plan = new Mirror.Plan(
                "copy",
                stores,
                primary,
                CURSOR,
                store,
                event -> true,
                directory.resolve("copy.filling"),
                Duration.ofSeconds(30));
        return Mirror.start(plan, log, letters, SETTINGS, DeliveryObserver.NONE);
    }

    EventLog log() {
        return log;
    }

    KeptLetters letters() {
        return letters;
    }

    Mirror mirror() {
        return mirror.orElseThrow();
    }

    long append(List<Event> events) {
        return ((Appended) log.append(Bodies.body(events)).toCompletableFuture().join()).position();
    }

    /** Sends events and returns when the primary has them. */
    void store(List<Event> events) {
        primary.awaitStored(append(events), Duration.ofMinutes(1))
                .toCompletableFuture()
                .join();
    }

    void fillAnew() {
        mirror.ifPresent(Mirror::fillAnew);
    }

    /** Returns when both have all there is. */
    void awaitMirror() {
        await().until(() ->
                log.figures().cursors().stream().allMatch(cursor -> cursor.records() == 0) && mirror().isFilled());
    }

    @Override
    public void close() {
        mirror.ifPresent(Mirror::close);
        primary.close();
        log.close();
    }
}
