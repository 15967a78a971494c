package dev.tidemark.app.imports;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Waits between attempts: what the server asks for, else doubling from half a second to 30 seconds, ±25 %; in all, bounded. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration patience;
    private Duration next = FIRST;
    private Duration waited = Duration.ZERO;

    /**
     * @param patience how long to wait in all
     */
    Backoff(Duration patience) {
        this.patience = patience;
    }

    /**
     * How long to wait before the next attempt; empty if patience is at an end.
     *
     * @param asked what the server asked for
     */
    Optional<Duration> next(Optional<Duration> asked) {
        Duration wait = asked.orElseGet(this::spread);
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        waited = waited.plus(wait);
        return waited.compareTo(patience) > 0 ? Optional.empty() : Optional.of(wait);
    }

    private Duration spread() {
        long millis = next.toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis * 3 / 4, millis * 5 / 4));
    }
}
