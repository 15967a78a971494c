package dev.tidemark.query.answer;

import java.time.Duration;

/** How long a question may still take, however many reads it needs. */
final class TimeLeft {

    /** So that the store, and not this class, says that the time was too short. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private final long begin = System.nanoTime();
    private final Duration whole;

    private TimeLeft(Duration whole) {
        this.whole = whole;
    }

    /** Runs from now on. */
    static TimeLeft of(Duration whole) {
        return new TimeLeft(whole);
    }

    /** A millisecond at least. */
    Duration now() {
        Duration left = whole.minusNanos(System.nanoTime() - begin);
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }
}
