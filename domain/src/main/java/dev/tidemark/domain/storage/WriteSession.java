package dev.tidemark.domain.storage;

import static java.util.Objects.requireNonNull;

/** One writer's way into a store, used by one thread at a time. See {@link Storage#session}. */
public interface WriteSession extends AutoCloseable {

    EventWriter eventWriter();

    /** Sees every event that sessions of this name have stored. */
    EventIds eventIds();

    /** Ends the session. What was being written may be left to the next one of this name to complete. */
    @Override
    void close();

    /** A session of a store whose writers need not know of each other, as no event can be in it twice. */
    static WriteSession shared(Storage storage, Runnable claim) {
        claim.run();
        return of(storage.eventWriter(), storage.eventIds());
    }

    /** A session that has nothing to close. */
    static WriteSession of(EventWriter eventWriter, EventIds eventIds) {
        return of(eventWriter, eventIds, () -> {});
    }

    /** A session made of these. */
    static WriteSession of(EventWriter eventWriter, EventIds eventIds, Runnable close) {
        requireNonNull(eventWriter, "eventWriter is null");
        requireNonNull(eventIds, "eventIds is null");
        requireNonNull(close, "close is null");
        return new WriteSession() {
            @Override
            public EventWriter eventWriter() {
                return eventWriter;
            }

            @Override
            public EventIds eventIds() {
                return eventIds;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
