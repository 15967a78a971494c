package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * An event that is in no store, kept with the reason so that it can be looked at, mended and sent again.
 *
 * @param id the same whenever the same dead letter is handed over again
 * @param receivedAt when the server took it
 * @param source the entrance it came through
 * @param raw its JSON, as sent where it was refused at the entrance; the beginning of it where it was too long
 */
public record DeadLetter(UUID id, TenantId tenant, Instant receivedAt, String source, Violation violation, String raw) {
    public DeadLetter {
        requireNonNull(id, "id is null");
        requireNonNull(tenant, "tenant is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(source, "source is null");
        requireNonNull(violation, "violation is null");
        requireNonNull(raw, "raw is null");
    }
}
