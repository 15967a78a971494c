package dev.tidemark.ingestion.validation;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import dev.tidemark.domain.retention.Lifetimes;
import dev.tidemark.domain.retention.RetentionPolicy;
import dev.tidemark.ingestion.decode.EventCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Refuses events that are older than they would be kept. One that was sent before, and is gone by now, could not be recognised: it would be
 * counted again.
 */
public record RetentionCheck(RetentionPolicy policy, InstantSource clock) implements EventCheck {

    public RetentionCheck {
        requireNonNull(policy, "policy is null");
        requireNonNull(clock, "clock is null");
    }

    @Override
    public Optional<Violation> check(Event event) {
        Duration lifetime = policy.lifetime(event.type());
        if (lifetime.compareTo(Lifetimes.FOREVER) >= 0
                || event.timestamp().isAfter(clock.instant().minus(lifetime))) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                RejectionCode.EXPIRED,
                "timestamp is " + event.timestamp() + ", expected less than " + lifetime.toDays()
                        + " days ago: this server keeps events of type " + event.type() + " no longer"));
    }
}
