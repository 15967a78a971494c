package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.Violation;
import java.util.Optional;

/** Rules beyond the catalogue's, asked for each event that obeys the catalogue. Called by many threads at once. */
@FunctionalInterface
public interface EventCheck {

    /** Passes everything. */
    EventCheck NONE = event -> Optional.empty();

    /** What is wrong with the event, or empty. */
    Optional<Violation> check(Event event);
}
