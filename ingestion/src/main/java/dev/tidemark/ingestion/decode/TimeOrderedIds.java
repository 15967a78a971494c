package dev.tidemark.ingestion.decode;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Makes ids for events that come without one: UUIDs of version 7, RFC 9562 section 5.7, which grow with time. Those of one
 * instance are strictly increasing, method 1 of section 6.2: the twelve bits after the milliseconds count, and carry over into
 * the milliseconds when a single one sees more than 4096 ids. Safe for many threads.
 */
public final class TimeOrderedIds implements Function<Instant, UUID> {

    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** Milliseconds since 1970, then the counter. */
    private final AtomicLong last = new AtomicLong();

    @Override
    public UUID apply(Instant now) {
        long first = now.toEpochMilli() << COUNTER_BITS;
        long next = last.accumulateAndGet(first, (previous, wanted) -> Math.max(previous + 1, wanted));
        long high = ((next >>> COUNTER_BITS) << 16) | VERSION | (next & COUNTER_MASK);
        return new UUID(high, VARIANT | (ThreadLocalRandom.current().nextLong() >>> 2));
    }
}
