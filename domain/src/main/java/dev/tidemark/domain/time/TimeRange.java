package dev.tidemark.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The instants from {@code from} up to but not including {@code to}; never empty; whole milliseconds. */
public record TimeRange(Instant from, Instant to) {

    public TimeRange {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException(
                    "range from " + from + " to " + to + " is empty, expected from before to");
        }
        if (!from.equals(from.truncatedTo(ChronoUnit.MILLIS)) || !to.equals(to.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("range from " + from + " to " + to + ", expected whole milliseconds");
        }
    }

    /** The range, or empty where {@code from} is not before {@code to}. */
    public static Optional<TimeRange> between(Instant from, Instant to) {
        return from.isBefore(to) ? Optional.of(new TimeRange(from, to)) : Optional.empty();
    }

    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    public Duration length() {
        return Duration.between(from, to);
    }

    /** What this range and the other have in common. */
    public Optional<TimeRange> intersection(TimeRange other) {
        return between(from.isAfter(other.from) ? from : other.from, to.isBefore(other.to) ? to : other.to);
    }
}
