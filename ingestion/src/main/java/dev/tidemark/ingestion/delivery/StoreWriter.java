package dev.tidemark.ingestion.delivery;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.WriteSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes events into a store exactly once: drops those it has, tries again while it fails, and divides what it refuses until the events that it will never
 * take are found.
 */
final class StoreWriter {
    private final EventWriter writer;
    private final SeenIds seen;
    private final Retries retries;
    private final DeliveryObserver observer;

    StoreWriter(WriteSession session, DeliverySettings settings, Retries retries, DeliveryObserver observer) {
        this.writer = session.eventWriter();
        this.seen = new SeenIds(session.eventIds(), settings.seenIdsBytes(), observer);
        this.retries = retries;
        this.observer = observer;
    }

    /** An event that the store will never take, and why. */
    record Refusal(Event event, String reason) {}

    /**
     * What became of events.
     *
     * @param stored new to the store and there now; the objects given
     */
    record Written(List<Event> stored, List<Refusal> refusals) {}

    /**
     * Writes what is new of these events. When it returns, each is stored, was stored before, or is refused.
     *
     * @throws StoppedException if the delivery is to stop and the store fails
     */
    Written write(List<Event> events) {
        List<Event> fresh = retries.until(() -> seen.newOnes(events));
        Written written = new Written(new ArrayList<>(), new ArrayList<>());
        if (!fresh.isEmpty()) {
            append(fresh, written);
        }
        return written;
    }

    private void append(List<Event> events, Written written) {
        Attempts attempts = new Attempts(events);
        long start = System.nanoTime();
        try {
            retries.until(attempts::next);
            observer.stored(events.size(), Duration.ofNanos(System.nanoTime() - start));
            seen.add(events);
            written.stored().addAll(events);
        } catch (StorageException refused) {
            seen.add(attempts.arrived);
            written.stored().addAll(attempts.arrived);
            divide(attempts.left, refused, written);
        }
    }

    /** A failed write may have reached the store all the same, so further ones leave out what it holds by then. */
    private final class Attempts {
        private final List<Event> arrived = new ArrayList<>();
        private List<Event> left;
        private boolean failed;

        Attempts(List<Event> events) {
            this.left = events;
        }

        boolean next() {
            if (failed) {
                leaveOutArrived();
            }
            if (!left.isEmpty()) {
                failed = true;
                writer.append(new EventBatch(left));
            }
            return true;
        }

        private void leaveOutArrived() {
            Set<EventKey> stored = seen.exactly(left);
            List<Event> missing = new ArrayList<>();
            for (Event event : left) {
                (stored.contains(event.key()) ? arrived : missing).add(event);
            }
            left = missing;
        }
    }

    private void divide(List<Event> events, StorageException refusal, Written written) {
        if (events.size() == 1) {
            written.refusals().add(new Refusal(events.getFirst(), String.valueOf(refusal.getMessage())));
            return;
        }
        int half = events.size() / 2;
        append(events.subList(0, half), written);
        append(events.subList(half, events.size()), written);
    }
}
