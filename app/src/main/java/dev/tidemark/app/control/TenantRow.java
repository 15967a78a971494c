package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A row of {@code tenants}. */
@MappedEntity("tenants")
record TenantRow(@Id String id, Instant createdAt) {}
