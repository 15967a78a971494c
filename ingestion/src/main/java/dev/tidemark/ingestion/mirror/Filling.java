package dev.tidemark.ingestion.mirror;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.mirror.Progress.Place;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes over what the primary store has, tenant by tenant and page by page, and notes after each page how far it has come. Pages become smaller while the primary cannot manage larger ones. See {@code
 * docs/adr/0051-mirrors.md}.
 */
public final class Filling implements Backfill {
    private static final int LARGEST = 10_000;
    private static final int SMALLEST = 10;
    private static final String SOURCE = "mirror";

    private final PrimaryPages primary;
    private final ProgressNote note;
    private final Predicate<Event> wanted;
    private NavigableMap<TenantId, Long> tenants = new TreeMap<>();
    private int most = LARGEST;
    private int round;
    private long since = System.nanoTime();
    private volatile Progress progress;

    /**
     * Goes on from what was noted. Events of the log that the primary has not stored yet must all come later.
     *
     * @param wanted which of the primary's events are to be taken over
     */
    public Filling(PrimaryPages primary, ProgressNote note, Progress progress, Predicate<Event> wanted) {
        this.primary = requireNonNull(primary, "primary is null");
        this.note = requireNonNull(note, "note is null");
        this.progress = requireNonNull(progress, "progress is null");
        this.wanted = requireNonNull(wanted, "wanted is null");
    }

    Progress progress() {
        return progress;
    }

    /**
     * Has everything taken over anew. A page that is under way does not count for that.
     *
     * @param then is done before the first page is read
     * @throws java.io.UncheckedIOException if that cannot be noted; then all stays as it is
     */
    synchronized void restart(Runnable then) {
        note.delete();
        round++;
        since = System.nanoTime();
        progress = Progress.begin(progress.stores());
        then.run();
    }

    @Override
    public boolean isPending() {
        return !progress.complete();
    }

    @Override
    public Piece next() {
        Start from = start();
        try {
            return piece(from);
        } catch (RuntimeException e) {
            most = Math.max(SMALLEST, most / 2);
            throw e;
        }
    }

    /** Nothing is read while {@link #restart} is at work. */
    private synchronized Start start() {
        return new Start(progress, round, since);
    }

    /**
     * @param round tells a beginning from an earlier one, which is noted just the same
     * @param since when it was
     */
    private record Start(Progress progress, int round, long since) {}

    private Piece piece(Start start) {
        Progress from = start.progress();
        if (from.place().isEmpty() || tenants.isEmpty()) {
            tenants = new TreeMap<>(primary.tenants());
        }
        long total = tenants.values().stream().mapToLong(Long::longValue).sum();
        Optional<Place> place = from.place().or(() -> first(tenants));
        if (place.isEmpty()) {
            return piece(List.of(), start, from.completed(0));
        }
        Page page = read(place.get(), start.since());
        int read = page.events().size();
        Progress then = page.next()
                .map(next -> new Place(place.get().tenant(), Optional.of(next)))
                .or(() -> first(tenants.tailMap(place.get().tenant(), false)))
                .map(next -> from.at(next, read, total))
                .orElseGet(() -> from.completed(read));
        return piece(page.events().stream().filter(wanted).toList(), start, then);
    }

    private static Optional<Place> first(NavigableMap<TenantId, Long> tenants) {
        return tenants.keySet().stream().findFirst().map(tenant -> new Place(tenant, Optional.empty()));
    }

    private Page read(Place place, long since) {
        EventsRead wantedPage =
                new EventsRead(place.tenant(), place.after(), Optional.empty(), most, primary.timeout());
        Page page = primary.read(wantedPage, since);
        most = Math.min(LARGEST, 2 * most);
        return page;
    }

    private Piece piece(List<Event> events, Start from, Progress then) {
        return new Piece(events, SOURCE, () -> advance(from, then));
    }

    private synchronized void advance(Start from, Progress then) {
        if (round == from.round()) {
            progress = then;
            note.save(then);
        }
    }
}
