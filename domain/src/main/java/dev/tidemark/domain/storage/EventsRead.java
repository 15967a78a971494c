package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which events to hand over.
 *
 * @param after the position behind which the page begins; empty for the first page
 * @param receivedFrom only events received at this moment or later; empty for all
 * @param most how many events at most
 */
public record EventsRead(
        TenantId tenant, Optional<EventPosition> after, Optional<Instant> receivedFrom, int most, Duration timeout) {

    public EventsRead {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(after, "after is null");
        requireNonNull(receivedFrom, "receivedFrom is null");
        if (most < 1) {
            throw new IllegalArgumentException("most is " + most + ", expected 1 or more");
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout is " + timeout + ", expected more than zero");
        }
    }
}
