package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.Rejection;
import java.time.Instant;
import java.util.List;

/**
 * What one body brought, to be made durable as a whole.
 *
 * @param events accepted, known duplicates among them: delivery decides which of them are stored
 * @param rejections to become dead letters
 * @param awaited whether somebody waits for the events to be stored
 */
public record IntakeRecord(
        TenantId tenant,
        String source,
        Instant receivedAt,
        List<Event> events,
        List<Rejection> rejections,
        boolean awaited) {

    public IntakeRecord {
        requireNonNull(tenant, "tenant is null");
        requireNonNull(source, "source is null");
        requireNonNull(receivedAt, "receivedAt is null");
        events = List.copyOf(events);
        rejections = List.copyOf(rejections);
    }

    /** The same body with these events alone. */
    public IntakeRecord withOnly(List<Event> some) {
        return new IntakeRecord(tenant, source, receivedAt, some, List.of(), awaited);
    }

    /** The same body without its events. */
    public IntakeRecord withoutEvents() {
        return new IntakeRecord(tenant, source, receivedAt, List.of(), rejections, awaited);
    }
}
