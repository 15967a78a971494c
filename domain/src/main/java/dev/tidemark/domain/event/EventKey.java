package dev.tidemark.domain.event;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What identifies an event: its tenant and id. The timestamp says where to look: two sendings are the same event if tenant and id
 * are equal and their timestamps are at most {@link #WINDOW} apart.
 */
public record EventKey(TenantId tenant, UUID id, Instant timestamp) {

    /** How far apart the timestamps of two sendings of one event may lie, as they do where the server set them. */
    public static final Duration WINDOW = Duration.ofHours(24);

    public EventKey {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(id, "id is null");
        requireNonNull(timestamp, "timestamp is null");
    }

    /** Whether the two are sendings of one event. */
    public boolean isSameEvent(EventKey other) {
        return tenant.equals(other.tenant)
                && id.equals(other.id)
                && Duration.between(timestamp, other.timestamp).abs().compareTo(WINDOW) <= 0;
    }
}
