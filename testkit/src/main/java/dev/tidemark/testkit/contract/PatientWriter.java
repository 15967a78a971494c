package dev.tidemark.testkit.contract;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Writes as the delivery of events does to a store that dies and comes back: until it is done, and after a failure only what is not there. */
public final class PatientWriter {

    private static final long PAUSE_NANOS = 50_000_000;

    private PatientWriter() {}

    /** @throws StorageException if the store refuses the batch for good */
    public static void write(Storage storage, EventBatch batch) {
        List<Event> left = batch.events();
        boolean failed = false;
        while (!left.isEmpty()) {
            try {
                if (failed) {
                    left = withoutStored(left, storage);
                }
                if (!left.isEmpty()) {
                    failed = true;
                    storage.eventWriter().append(new EventBatch(left));
                }
                return;
            } catch (StorageException e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static List<Event> withoutStored(List<Event> events, Storage storage) {
        Set<EventKey> stored =
                storage.eventIds().stored(events.stream().map(Event::key).toList());
        return events.stream().filter(event -> !stored.contains(event.key())).toList();
    }
}
