package dev.tidemark.ingestion.mirror;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import java.util.Optional;

/**
 * How far a mirror has been filled.
 *
 * @param stores which store is filled from which; what was noted of others says nothing of these
 * @param complete whether the mirror has all that the primary had when its filling began
 * @param place what comes next; empty at the beginning
 * @param events how many were taken over
 * @param total how many there were to be at the beginning, which need not be exact
 */
public record Progress(String stores, boolean complete, Optional<Place> place, long events, long total) {

    public Progress {
        requireNonNull(stores, "stores is null");
        requireNonNull(place, "place is null");
    }

    /**
     * The tenants before this one are done.
     *
     * @param after and so are its events up to this position; empty for none of them
     */
    public record Place(TenantId tenant, Optional<EventPosition> after) {
        public Place {
            requireNonNull(tenant, "tenant is null");
            requireNonNull(after, "after is null");
        }
    }

    /** Nothing is taken over. */
    public static Progress begin(String stores) {
        return new Progress(stores, false, Optional.empty(), 0, 0);
    }

    /** After some more events. */
    Progress at(Place next, int more, long of) {
        return new Progress(stores, false, Optional.of(next), events + more, of);
    }

    /** After the last events. */
    Progress completed(int more) {
        return new Progress(stores, true, Optional.empty(), events + more, events + more);
    }
}
