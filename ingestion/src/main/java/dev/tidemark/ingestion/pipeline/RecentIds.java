package dev.tidemark.ingestion.pipeline;

import dev.tidemark.domain.event.EventKey;
import java.util.UUID;

/**
 * The events made durable lately, as far as a fixed amount of memory reaches: a table in which a newer event takes the place of an
 * older one where their places collide. What it knows it knows exactly; what it does not know may still have come before. Safe
 * for many threads.
 */
final class RecentIds {

    private static final int STRIPES = 64;
    private static final int WORDS = 4;

    private final int slotsPerStripe;
    private final long[][] stripes;

    /** @param capacity how many events are remembered at most; each takes 32 bytes */
    RecentIds(int capacity) {
        slotsPerStripe = Integer.highestOneBit(Math.max(1, capacity / STRIPES));
        stripes = new long[STRIPES][slotsPerStripe * WORDS];
    }

    /** Whether this event is known to be durable. */
    boolean contains(EventKey key) {
        long hash = hash(key);
        long[] stripe = stripe(hash);
        int slot = slot(hash);
        synchronized (stripe) {
            return stripe[slot] == key.id().getMostSignificantBits()
                    && stripe[slot + 1] == key.id().getLeastSignificantBits()
                    && stripe[slot + 2] == tenant(key)
                    && Math.abs(stripe[slot + 3] - key.timestamp().toEpochMilli()) <= EventKey.WINDOW.toMillis();
        }
    }

    /** Remembers an event that is durable. */
    void add(EventKey key) {
        long hash = hash(key);
        long[] stripe = stripe(hash);
        int slot = slot(hash);
        synchronized (stripe) {
            stripe[slot] = key.id().getMostSignificantBits();
            stripe[slot + 1] = key.id().getLeastSignificantBits();
            stripe[slot + 2] = tenant(key);
            stripe[slot + 3] = key.timestamp().toEpochMilli();
        }
    }

    private long[] stripe(long hash) {
        return stripes[(int) (hash >>> 58)];
    }

    private int slot(long hash) {
        return ((int) hash & (slotsPerStripe - 1)) * WORDS;
    }

    /** Never zero, so that no event equals an empty slot. */
    private static long tenant(EventKey key) {
        return (1L << 32) | key.tenant().value().hashCode();
    }

    /** The finishing steps of SplitMix64 over the id and the tenant, since ids may be numbered. */
    private static long hash(EventKey key) {
        UUID id = key.id();
        long mixed = id.getMostSignificantBits() * 31 + id.getLeastSignificantBits() + tenant(key);
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
