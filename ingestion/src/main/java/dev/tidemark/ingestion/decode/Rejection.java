package dev.tidemark.ingestion.decode;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Violation;

/**
 * An event that is not accepted.
 *
 * @param index its place among the events of the body, counted from 0
 * @param violation what is wrong with it
 * @param raw its text as sent; the beginning of it where the event is longer than allowed
 */
public record Rejection(int index, Violation violation, String raw) {

    public Rejection {
        requireNonNull(violation, "violation is null");
        requireNonNull(raw, "raw is null");
        if (index < 0) {
            throw new IllegalArgumentException("index is " + index + ", expected zero or more");
        }
    }
}
