package dev.tidemark.app.control;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.UUID;

/** A row of {@code usage_days}: what one run of one server accepted of a tenant on a UTC day. */
@MappedEntity("usage_days")
record UsageRow(@Id UUID id, String tenant, LocalDate usageOn, long accepted) {}
