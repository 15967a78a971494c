package dev.tidemark.domain.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Up to which age data stays in which tier; the ages count from an event's timestamp and do not shrink.
 *
 * @param hot up to this age hot, then cold
 * @param cold up to this age cold, then archived; equal to {@code hot} where there is no cold tier
 * @param archive up to this age archived, then gone; equal to {@code cold} where there is no archive
 */
public record Lifetimes(Duration hot, Duration cold, Duration archive) {

    /** Longer than any data is old. */
    public static final Duration FOREVER = Duration.ofDays(300 * 365);

    public Lifetimes {
        requireNonNull(hot, "hot is null");
        requireNonNull(cold, "cold is null");
        requireNonNull(archive, "archive is null");
        if (!hot.isPositive() || cold.compareTo(hot) < 0 || archive.compareTo(cold) < 0) {
            throw new IllegalArgumentException("lifetimes are hot " + hot + ", cold " + cold + ", archive " + archive
                    + ", expected more than zero and none shorter than the one before");
        }
    }

    /** The tier of data of this age. */
    public Tier tierAt(Duration age) {
        if (age.compareTo(hot) < 0) {
            return Tier.HOT;
        }
        if (age.compareTo(cold) < 0) {
            return Tier.COLD;
        }
        return age.compareTo(archive) < 0 ? Tier.ARCHIVE : Tier.GONE;
    }
}
