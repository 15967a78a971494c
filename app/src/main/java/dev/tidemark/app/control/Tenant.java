package dev.tidemark.app.control;

import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;

/** A registered tenant. */
public record Tenant(TenantId id, Instant createdAt) {}
