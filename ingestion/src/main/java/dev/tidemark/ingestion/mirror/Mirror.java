package dev.tidemark.ingestion.mirror;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.ingestion.delivery.DeadLetters;
import dev.tidemark.ingestion.delivery.Delivery;
import dev.tidemark.ingestion.delivery.DeliveryObserver;
import dev.tidemark.ingestion.delivery.DeliverySettings;
import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A store that comes to hold what the primary holds, exactly once: first it takes over what is stored, then it goes on with the log from where that was when it began. It never holds up the primary: what it
 * would keep in the log beyond its share it takes over from the primary again, later. See {@code docs/adr/0051-mirrors.md}.
 */
public final class Mirror implements AutoCloseable {
    private static final String CURSORS = "mirror-";

    /** Of what the log may come to take; as little as this is not worth beginning anew for. */
    private static final int LEAST_SHARE = 8;

    private final String cursor;
    private final String primaryCursor;
    private final EventLog log;
    private final Filling filling;
    private final Delivery delivery;

    private Mirror(String cursor, String primaryCursor, EventLog log, Filling filling, Delivery delivery) {
        this.cursor = cursor;
        this.primaryCursor = primaryCursor;
        this.log = log;
        this.filling = filling;
        this.delivery = delivery;
    }

    /**
     * What is mirrored where.
     *
     * @param name of the mirror
     * @param stores says which store is filled from which; if it is not what it was, filling begins anew
     * @param primaryCursor of the log, whose reader is open
     * @param wanted which of the primary's events the mirror is to have
     * @param progressFile where it is noted how far the filling has come
     * @param readTimeout how long a read of the primary may take
     */
    public record Plan(
            String name,
            String stores,
            Storage primary,
            String primaryCursor,
            Storage store,
            Predicate<Event> wanted,
            Path progressFile,
            Duration readTimeout) {
        public Plan {
            requireNonNull(name, "name is null");
            requireNonNull(stores, "stores is null");
        }
    }

    /** Starts to fill the mirror, or to go on with that, and to deliver. */
    public static Mirror start(
            Plan plan, EventLog log, DeadLetters letters, DeliverySettings settings, DeliveryObserver observer) {
        String cursor = CURSORS + plan.name();
        ProgressFile file = new ProgressFile(plan.progressFile());
        Filling filling = new Filling(
                PrimaryPages.forOne(plan.primary().storedEvents(), plan.readTimeout()),
                file,
                progress(plan, cursor, log, file),
                plan.wanted());
        Delivery delivery = Delivery.start(log, cursor, plan.store(), filling, letters, settings, observer);
        return new Mirror(cursor, plan.primaryCursor(), log, filling, delivery);
    }

    /** Without its place in the log, or with another store's, nobody knows what the mirror has missed. The cursor is made new, at the oldest record kept, only after that is noted. */
    private static Progress progress(Plan plan, String cursor, EventLog log, ProgressFile file) {
        boolean hasPlace = backlog(log.figures(), cursor).isPresent();
        Optional<Progress> noted = file.load().filter(found -> found.stores().equals(plan.stores()));
        if (hasPlace && noted.isPresent()) {
            return noted.get();
        }
        file.delete();
        log.forget(cursor);
        return Progress.begin(plan.stores());
    }

    /** Gives up the places in the log of mirrors other than these. */
    public static void forgetOthers(EventLog log, Predicate<String> isMirror) {
        for (Backlog backlog : log.figures().cursors()) {
            String cursor = backlog.cursor();
            if (cursor.startsWith(CURSORS) && !isMirror.test(cursor.substring(CURSORS.length()))) {
                log.forget(cursor);
            }
        }
    }

    /** How it is doing. */
    public MirrorState state() {
        Progress progress = filling.progress();
        Optional<Backlog> backlog = backlog(log.figures(), cursor);
        DeliveryState state = delivery.state();
        return new MirrorState(
                progress.complete(),
                progress.events(),
                progress.total(),
                backlog.map(Backlog::records).orElse(0L),
                backlog.flatMap(Backlog::oldest),
                Optional.of(state));
    }

    /** Whether it has been filled. Cheap. */
    public boolean isFilled() {
        return !filling.isPending();
    }

    /**
     * Gives up its place in the log, and has it filled anew, if what it alone keeps there is more than what is left for others.
     *
     * @param room how many bytes the log may still grow by
     * @return whether it did
     */
    public boolean giveWay(LogFigures figures, long room) {
        long own = backlog(figures, cursor).map(Backlog::bytes).orElse(0L);
        long ofPrimary = backlog(figures, primaryCursor).map(Backlog::bytes).orElse(0L);
        long alone = own - ofPrimary;
        if (alone <= room || alone <= (figures.bytes() + room) / LEAST_SHARE) {
            return false;
        }
        fillAnew();
        return true;
    }

    void fillAnew() {
        filling.restart(() -> log.skip(cursor, primaryCursor));
    }

    private static Optional<Backlog> backlog(LogFigures figures, String cursor) {
        return figures.cursors().stream()
                .filter(backlog -> backlog.cursor().equals(cursor))
                .findFirst();
    }

    /** Writes what is at hand and stops. Its store is closed by who opened it. */
    @Override
    public void close() {
        delivery.close();
    }
}
