package dev.tidemark.domain.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long events are kept, and which types of them longer or shorter than the rest: sales must often outlive page views.
 *
 * @param standard for every type not named
 * @param byEventType exceptions
 */
public record RetentionPolicy(Lifetimes standard, Map<String, Lifetimes> byEventType) {

    /** Thirty days hot, ninety cold, two years in all. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            new Lifetimes(Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(730)), Map.of());

    public RetentionPolicy {
        requireNonNull(standard, "standard is null");
        byEventType = Map.copyOf(byEventType);
    }

    /** The tier of an event of this type and timestamp; the future is hot. */
    public Tier tierOf(String eventType, Instant timestamp, Instant now) {
        return byEventType.getOrDefault(eventType, standard).tierAt(Duration.between(timestamp, now));
    }
}
