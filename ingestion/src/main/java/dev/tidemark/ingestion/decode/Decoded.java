package dev.tidemark.ingestion.decode;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import java.util.List;
import java.util.Optional;

/** What came out of a body. */
public sealed interface Decoded {

    /**
     * The body could be divided into events. Every one of them is in exactly one of the lists, and both are in the order sent.
     *
     * @param uncorrected events whose timestamps could not be put right by the time of their sending
     */
    record Events(List<Event> events, List<Rejection> rejections, Optional<Uncorrected> uncorrected)
            implements Decoded {
        public Events {
            events = List.copyOf(events);
            rejections = List.copyOf(rejections);
            requireNonNull(uncorrected, "uncorrected is null");
        }

        public Events(List<Event> events, List<Rejection> rejections) {
            this(events, rejections, Optional.empty());
        }
    }

    /**
     * The body as a whole is not what it should be, so that where its events begin and end is not known.
     *
     * @param message why, for the client's developer
     * @param line counted from 1
     * @param column counted from 1, in bytes
     * @param offset counted from 0, in bytes
     */
    record Unreadable(String message, long line, long column, long offset) implements Decoded {
        public Unreadable {
            requireNonNull(message, "message is null");
        }
    }

    /** The body holds more events than are taken at once; none of them was looked at further. */
    record TooMany(int limit) implements Decoded {}
}
