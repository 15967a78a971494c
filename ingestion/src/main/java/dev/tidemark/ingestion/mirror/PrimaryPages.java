package dev.tidemark.ingestion.mirror;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.storage.EventsRead;
import dev.tidemark.domain.storage.StoredEvents;
import dev.tidemark.domain.tenant.TenantId;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the primary store has, page by page, for all who fill a mirror from it. Where several fill a share each, they go through the same pages at about the same pace, as all wait for the one who is
 * ahead to read: a page that was read lately serves them all. Safe for many threads.
 */
public final class PrimaryPages {
    private static final int SHARED = 2;

    private final StoredEvents primary;
    private final Duration timeout;
    private final int most;
    private final Map<EventsRead, Kept> kept = new LinkedHashMap<>();

    /** Given back where memory is short, and after the filling, of whose end nobody tells. */
    private record Kept(SoftReference<Page> page, long readAt) {
        @Nullable
        Page since(long moment) {
            return readAt - moment >= 0 ? page.get() : null;
        }
    }

    private PrimaryPages(StoredEvents primary, Duration timeout, int most) {
        this.primary = requireNonNull(primary, "primary is null");
        this.timeout = requireNonNull(timeout, "timeout is null");
        this.most = most;
    }

    /**
     * Pages for several who fill a share each.
     *
     * @param timeout how long a read may take
     */
    public static PrimaryPages shared(StoredEvents primary, Duration timeout) {
        return new PrimaryPages(primary, timeout, SHARED);
    }

    /** Pages for one who fills all. */
    static PrimaryPages forOne(StoredEvents primary, Duration timeout) {
        return new PrimaryPages(primary, timeout, 0);
    }

    Duration timeout() {
        return timeout;
    }

    SortedMap<TenantId, Long> tenants() {
        return primary.tenants(timeout);
    }

    /** @param since the page must not have been read before this {@link System#nanoTime}, or it may lack what was stored between */
    synchronized Page read(EventsRead read, long since) {
        Kept known = kept.get(read);
        Page usable = known == null ? null : known.since(since);
        return usable == null ? readNow(read) : usable;
    }

    private Page readNow(EventsRead read) {
        long begin = System.nanoTime();
        Page page = Page.read(primary, read);
        kept.remove(read);
        kept.put(read, new Kept(new SoftReference<>(page), begin));
        while (kept.size() > most) {
            kept.remove(kept.keySet().iterator().next());
        }
        return page;
    }
}
