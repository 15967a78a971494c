package dev.tidemark.ingestion.decode;

import static java.util.Objects.requireNonNull;

/**
 * Events whose timestamp is kept as sent, since the time of their sending could not be used.
 *
 * @param events how many, at least one; some of them may have been rejected for other reasons
 * @param reason why, of the first of them
 */
public record Uncorrected(int events, String reason) {

    public Uncorrected {
        requireNonNull(reason, "reason is null");
        if (events < 1) {
            throw new IllegalArgumentException("events is " + events + ", expected at least 1");
        }
    }
}
