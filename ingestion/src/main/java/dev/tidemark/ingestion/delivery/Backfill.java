package dev.tidemark.ingestion.delivery;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import java.util.List;

/**
 * Events that a store has to get from elsewhere before it goes on with those of the log, piece by piece. Asked by the delivery's thread alone; that there is something to do may be decided by others, and
 * then nothing more is taken from the log until it is done.
 */
public interface Backfill {

    /** There is nothing to do, ever. */
    Backfill NONE = new Backfill() {
        @Override
        public boolean isPending() {
            return false;
        }

        @Override
        public Piece next() {
            throw new IllegalStateException("nothing is pending");
        }
    };

    /** Whether there are more pieces. Cheap. */
    boolean isPending();

    /**
     * The next piece, only while some are pending; the same again until its {@code done} was run.
     *
     * @throws RuntimeException if it cannot be had now; it is asked for again later
     */
    Piece next();

    /**
     * Some events.
     *
     * @param events may be none
     * @param source what the events are said to come from, if they are refused
     * @param done to be run once the store has these events, or refused them for ever
     */
    record Piece(List<Event> events, String source, Runnable done) {
        public Piece {
            events = List.copyOf(events);
            requireNonNull(source, "source is null");
            requireNonNull(done, "done is null");
        }
    }
}
