package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What a record of the event log holds: the events and dead letters of one body.
 *
 * @param source the entrance the body came through
 */
record LoggedIntake(
        TenantId tenant, String source, Instant receivedAt, List<DeadLetter> deadLetters, List<Event> events) {
    LoggedIntake {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(source, "source is null");
        requireNonNull(receivedAt, "receivedAt is null");
        deadLetters = List.copyOf(deadLetters);
        events = List.copyOf(events);
    }
}
