package dev.tidemark.ingestion.mirror;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.delivery.Backfill;
import dev.tidemark.ingestion.mirror.Progress.Place;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes over what the primary store has, tenant by tenant and page by page, and notes after each page how far it has come. Pages become smaller while the primary cannot manage larger ones. See {@code
 * docs/adr/0051-mirrors.md}.
 */
final class Filling implements Backfill {
    private static final int LARGEST = 10_000;
    private static final int SMALLEST = 10;
    private static final String SOURCE = "mirror";

    private final StoredEvents primary;
    private final ProgressFile file;
    private final Predicate<Event> wanted;
    private final Duration timeout;
    private NavigableMap<TenantId, Long> tenants = new TreeMap<>();
    private int most = LARGEST;
    private int round;
    private volatile Progress progress;

    /**
     * @param wanted which of the primary's events the mirror is to have
     * @param timeout how long a read of the primary may take
     */
    Filling(StoredEvents primary, ProgressFile file, Progress progress, Predicate<Event> wanted, Duration timeout) {
        this.primary = primary;
        this.file = file;
        this.progress = progress;
        this.wanted = wanted;
        this.timeout = timeout;
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
        file.delete();
        round++;
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
        return new Start(progress, round);
    }

    /** @param round tells a beginning from an earlier one, which is noted just the same */
    private record Start(Progress progress, int round) {}

    private Piece piece(Start start) {
        Progress from = start.progress();
        if (from.place().isEmpty() || tenants.isEmpty()) {
            tenants = new TreeMap<>(primary.tenants(timeout));
        }
        long total = tenants.values().stream().mapToLong(Long::longValue).sum();
        Optional<Place> place = from.place().or(() -> first(tenants));
        if (place.isEmpty()) {
            return piece(List.of(), start, from.completed(0));
        }
        Page page = read(place.get());
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

    private Page read(Place place) {
        Page page = Page.read(primary, new EventsRead(place.tenant(), place.after(), Optional.empty(), most, timeout));
        most = Math.min(LARGEST, 2 * most);
        return page;
    }

    private Piece piece(List<Event> events, Start from, Progress then) {
        return new Piece(events, SOURCE, () -> advance(from, then));
    }

    private synchronized void advance(Start from, Progress then) {
        if (round == from.round()) {
            progress = then;
            file.save(then);
        }
    }
}
