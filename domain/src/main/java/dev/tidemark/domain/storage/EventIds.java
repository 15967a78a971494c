package dev.tidemark.domain.storage;

import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.tenant.TenantId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Which events the store holds, by identity. Sees every batch whose append has returned. */
public interface EventIds {

    /**
     * Hands over the identity of each stored event whose timestamp is on the given day of UTC, once each, in no particular order.
     *
     * @return how many there were
     */
    long forEachOfDay(LocalDate day, Sink sink);

    /**
     * Finds which of the given events are stored: same tenant and id, and a timestamp at most {@link EventKey#WINDOW} away.
     *
     * @param keys any number, of any days
     * @return those of the given keys (equal objects) that are stored
     */
    Set<EventKey> stored(Collection<EventKey> keys);

    /** Takes identities one by one. */
    @FunctionalInterface
    interface Sink {
        void accept(TenantId tenant, UUID id);
    }
}
