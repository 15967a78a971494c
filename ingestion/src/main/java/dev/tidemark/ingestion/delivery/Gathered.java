package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.ingestion.log.LogRecord;
import java.util.ArrayList;
import java.util.List;

/** Records on their way into the store together. */
final class Gathered {
    private final List<Entry> entries = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private long bytes;

    /** A record, and what it brought. */
    record Entry(long position, LoggedIntake intake) {}

    void add(LogRecord record, LoggedIntake intake) {
        entries.add(new Entry(record.position(), intake));
        events.addAll(intake.events());
        bytes += record.bytes().length;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The events of all records, in the order of the log. */
    List<Event> events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
