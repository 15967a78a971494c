package dev.tidemark.app.control;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A registered tenant.
 *
 * @param eventsPerDay how many it may send on a UTC day, 0 for no limit; empty for what the server allows any tenant
 */
public record Tenant(TenantId id, Instant createdAt, Optional<Long> eventsPerDay) {}
