package dev.tidemark.app.health;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/** Counts accepted events, and how many there were per second over the last minute. */
@Singleton
public class Throughput {
    private static final int SAMPLE_SECONDS = 5;
    private static final int SAMPLES = 60 / SAMPLE_SECONDS;

    private final LongAdder total = new LongAdder();
    private final Deque<Long> samples = new ArrayDeque<>();

    /** Counts events that were accepted. */
    public void add(long events) {
        total.add(events);
    }

    /** Since the start of the process. */
    long total() {
        return total.sum();
    }

    /** To one decimal. */
    synchronized double perSecond() {
        if (samples.isEmpty()) {
            return 0;
        }
        double seconds = (double) SAMPLE_SECONDS * samples.size();
        return Math.round(10.0 * (total.sum() - samples.getFirst()) / seconds) / 10.0;
    }

    @Scheduled(fixedRate = SAMPLE_SECONDS + "s")
    synchronized void sample() {
        samples.addLast(total.sum());
        if (samples.size() > SAMPLES) {
            samples.removeFirst();
        }
    }
}
