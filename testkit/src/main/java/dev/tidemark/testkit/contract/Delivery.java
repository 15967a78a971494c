package dev.tidemark.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.testkit.ReferenceStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Sends events to a store as the server does: what the store knows it is not sent again, and of what it refuses, every event is sent alone. So an event is stored once; or it is refused, which it may be only if it
 * is of the time whose events may have been deleted. The reference gets what was stored.
 *
 * @param taken what the reference has
 */
record Delivery(AgeingStore store, ReferenceStorage reference, Set<EventKey> taken) {

    /** @param batch no two of which are the same event */
    void send(List<Event> batch) {
        Set<EventKey> known = known(batch);
        List<Event> sent = batch.stream()
                .filter(event -> !known.contains(event.key()) || (store.takesRepeats() && taken.contains(event.key())))
                .toList();
        if (sent.isEmpty()) {
            return;
        }
        try {
            storage().eventWriter().append(new EventBatch(sent));
        } catch (StorageException refusal) {
            assertThat(refusal.category()).as("%s", refusal).isEqualTo(StorageException.Category.REFUSED);
            if (sent.size() > 1) {
                sent.forEach(event -> send(List.of(event)));
            } else {
                assertThat(sent.getFirst().timestamp())
                        .as("time of what was refused")
                        .isBefore(keptSince(storage()));
            }
            return;
        }
        take(sent, known);
    }

    /** What the store says that it has, which is as it should be. */
    private Set<EventKey> known(List<Event> batch) {
        List<EventKey> keys = batch.stream().map(Event::key).toList();
        Instant surely = keptSince(storage()).plus(EventKey.WINDOW);
        Set<EventKey> known = storage().eventIds().stored(keys);
        Set<EventKey> right = reference.stored(keys);
        assertThat(right).containsAll(known);
        assertThat(known)
                .containsAll(right.stream()
                        .filter(key -> !key.timestamp().isBefore(surely))
                        .toList());
        return known;
    }

    private void take(List<Event> sent, Set<EventKey> known) {
        Set<EventKey> before = reference.stored(sent.stream().map(Event::key).toList());
        assertThat(before.stream().filter(key -> !known.contains(key)))
                .as("events that had been stored and deleted, and were taken again")
                .isEmpty();
        List<Event> added =
                sent.stream().filter(event -> !before.contains(event.key())).toList();
        if (!added.isEmpty()) {
            reference.append(new EventBatch(added));
            added.forEach(event -> taken.add(event.key()));
        }
    }

    private Storage storage() {
        return store.storage();
    }

    static Instant keptSince(Storage storage) {
        return storage.keptSince().orElse(Instant.EPOCH);
    }

    /** The same event by a clock that shows something else. */
    static Event later(Event event, Duration later) {
        Event.Builder builder = Event.builder(event.tenant());
        for (Field field : Field.values()) {
            Object value = event.value(field);
            if (value != null && field != Field.ACTOR_ID) {
                builder.set(field, field == Field.TIMESTAMP ? event.timestamp().plus(later) : value);
            }
        }
        event.properties().forEach(builder::property);
        return builder.build();
    }
}
