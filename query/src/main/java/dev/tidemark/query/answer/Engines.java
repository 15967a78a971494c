package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.storage.Storage;

/** What answers the questions put to one store. They share the turns that it has. */
public record Engines(QueryEngine query, BehaviorEngine behavior) {
    public Engines {
        requireNonNull(query, "query is null");
        requireNonNull(behavior, "behavior is null");
    }

    public static Engines of(Storage storage, QueryLimits limits) {
        Turns turns = new Turns(limits);
        return new Engines(new QueryEngine(storage, limits, turns), new BehaviorEngine(storage, limits, turns));
    }
}
