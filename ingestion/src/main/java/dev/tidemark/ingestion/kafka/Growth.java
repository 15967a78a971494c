package dev.tidemark.ingestion.kafka;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * When a partition reached which length, as far as it was looked at: so it is known about since when its oldest undelivered record is there, without reading it. What was there before the first look counts from then.
 */
final class Growth {
    private static final int MOST_SAMPLES = 1024;

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long end, Instant at) {}

    /** @param delivered the offset that is delivered next */
    void note(long end, long delivered, Instant now) {
        if (samples.isEmpty() || samples.getLast().end() < end) {
            samples.add(new Sample(end, now));
        }
        samples.removeIf(sample -> sample.end() <= delivered);
        if (samples.size() > MOST_SAMPLES) {
            thin();
        }
    }

    /** Every second one goes, but the first: it says how old the oldest record is. */
    private void thin() {
        Deque<Sample> kept = new ArrayDeque<>();
        int index = 0;
        for (Sample sample : samples) {
            if (index++ % 2 == 0) {
                kept.add(sample);
            }
        }
        samples.clear();
        samples.addAll(kept);
    }

    /** About when the oldest record that is not delivered came. */
    Optional<Instant> oldest() {
        return Optional.ofNullable(samples.peekFirst()).map(Sample::at);
    }
}
