package dev.tidemark.app.imports;

import java.time.Duration;
import java.util.Optional;

/** How one attempt to send a batch ended. */
sealed interface Delivery {
    /** The events are durable. */
    record Taken(Answer answer) implements Delivery {}

    /** Not now: overload, outage, a broken connection. */
    record Later(String reason, Optional<Duration> after) implements Delivery {}

    /** The body is too large; a smaller one may do. */
    record TooLarge() implements Delivery {}
}
