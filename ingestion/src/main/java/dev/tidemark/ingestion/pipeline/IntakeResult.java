package dev.tidemark.ingestion.pipeline;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.decode.Rejection;
import dev.tidemark.ingestion.decode.Uncorrected;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What became of a body. */
public sealed interface IntakeResult {

    /**
     * Everything of the body is durable. Accepted, duplicates and rejections together are the events sent.
     *
     * @param duplicates events that came before, in this body or shortly before it; others may turn out as such when they are
     *     delivered
     * @param rejections in the order sent
     * @param uncorrected events whose timestamps could not be put right by the time of their sending
     * @param position where it is in the event log; empty where the body held no event
     */
    record Taken(
            int accepted,
            int duplicates,
            List<Rejection> rejections,
            Optional<Uncorrected> uncorrected,
            OptionalLong position)
            implements IntakeResult {
        public Taken {
            rejections = List.copyOf(rejections);
            requireNonNull(uncorrected, "uncorrected is null");
            requireNonNull(position, "position is null");
        }
    }

    /** The body is no JSON, see {@link dev.tidemark.ingestion.decode.Decoded.Unreadable}; nothing of it is accepted. */
    record Unreadable(String message) implements IntakeResult {
        public Unreadable {
            requireNonNull(message, "message is null");
        }
    }

    /** The body holds more than is taken at once; nothing of it is accepted, and sending it again will not help. */
    record TooLarge(String message) implements IntakeResult {
        public TooLarge {
            requireNonNull(message, "message is null");
        }
    }

    /**
     * The sender has sent more than it may; nothing of the body is accepted.
     *
     * @param retryAfter when to send it again
     */
    record Limited(String message, Duration retryAfter) implements IntakeResult {
        public Limited {
            requireNonNull(message, "message is null");
            requireNonNull(retryAfter, "retryAfter is null");
        }
    }

    /**
     * The event log takes nothing at the moment; nothing of the body is accepted.
     *
     * @param retryAfter when to send it again
     */
    record Unavailable(String message, Duration retryAfter) implements IntakeResult {
        public Unavailable {
            requireNonNull(message, "message is null");
            requireNonNull(retryAfter, "retryAfter is null");
        }
    }
}
