package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code tenants}. Without a number of events per day it may send what the server allows any tenant. */
@MappedEntity("tenants")
record TenantRow(@Id String id, Instant createdAt, @Nullable Long eventsPerDay) {}
