package dev.tidemark.domain.event;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.UUID;

/**
 * Where an event stands among those of its tenant: by timestamp, then by id as its text reads, that is as a number of 128 bits without a sign. Written
 * {@code 2026-11-22T10:00:00Z/0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab}.
 */
public record EventPosition(Instant timestamp, UUID id) implements Comparable<EventPosition> {

    /** Ids as their texts read. */
    public static final Comparator<UUID> IDS = (left, right) -> {
        int high = Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    };

    private static final Comparator<EventPosition> ORDER =
            Comparator.comparing(EventPosition::timestamp).thenComparing(EventPosition::id, IDS);

    public EventPosition {
        requireNonNull(timestamp, "timestamp is null");
        requireNonNull(id, "id is null");
    }

    public static EventPosition of(Event event) {
        return new EventPosition(event.timestamp(), event.id());
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if the text is no position
     */
    public static EventPosition parse(String text) {
        int slash = text.indexOf('/');
        try {
            if (slash > 0) {
                return new EventPosition(
                        Instant.parse(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    @Override
    public int compareTo(EventPosition other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return timestamp + "/" + id;
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException("position is '" + text
                + "', expected a moment and an id, as in 2026-11-22T10:00:00Z/0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab");
    }
}
