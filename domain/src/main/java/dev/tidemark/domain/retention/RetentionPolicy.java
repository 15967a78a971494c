package dev.tidemark.domain.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long events are kept, and which types of them longer or shorter than the rest: sales must often outlive page views.
 *
 * @param standard for every type not named
 * @param byEventType exceptions
 */
public record RetentionPolicy(Lifetimes standard, Map<String, Lifetimes> byEventType) {

    /** Nothing moves and nothing goes. */
    public static final RetentionPolicy KEEP_EVERYTHING =
            new RetentionPolicy(new Lifetimes(Lifetimes.FOREVER, Lifetimes.FOREVER, Lifetimes.FOREVER), Map.of());

    public RetentionPolicy {
        requireNonNull(standard, "standard is null");
        byEventType = Map.copyOf(byEventType);
    }

    /** The tier of an event of this type and timestamp; the future is hot. */
    public Tier tierOf(String eventType, Instant timestamp, Instant now) {
        return byEventType.getOrDefault(eventType, standard).tierAt(Duration.between(timestamp, now));
    }

    /** Up to which age events of this type are kept. */
    public Duration lifetime(String eventType) {
        return byEventType.getOrDefault(eventType, standard).archive();
    }

    /** Up to which age events of every type are kept; none if all are kept for ever. */
    public Optional<Duration> shortestLifetime() {
        return Stream.concat(Stream.of(standard), byEventType.values().stream())
                .map(Lifetimes::archive)
                .min(Duration::compareTo)
                .filter(shortest -> shortest.compareTo(Lifetimes.FOREVER) < 0);
    }
}
