package dev.tidemark.ingestion.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Waits that double from one to the next up to a limit, each shortened at random by up to half, so that many clients do not come back at once. */
public final class Backoff {
    private final long greatest;
    private long next;

    /** The first wait is at most {@code from}. */
    public Backoff(Duration from, Duration upTo) {
        this.next = from.toNanos();
        this.greatest = upTo.toNanos();
    }

    public Duration next() {
        long longest = Math.min(next, greatest);
        next = Math.min(2 * longest, greatest);
        return Duration.ofNanos(RandomGenerator.getDefault().nextLong(longest / 2, longest + 1));
    }
}
