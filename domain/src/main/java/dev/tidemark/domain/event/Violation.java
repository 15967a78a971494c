package dev.tidemark.domain.event;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with a value.
 *
 * @param message says what was expected, what came, and where it matters what to do; meant for the client's developer
 */
public record Violation(RejectionCode code, String message) {

    public Violation {
        requireNonNull(code, "code is null");
        requireNonNull(message, "message is null");
    }
}
