package dev.tidemark.ingestion.delivery;

/**
 * A Bloom filter over 64-bit hashes with 32 bits per element and sixteen probes: of elements it never saw, it takes one in three million for seen when it is
 * full. The probes are derived from two halves of the hash by enhanced double hashing, see "Bloom Filters in Probabilistic Verification", Dillinger and
 * Manolios, 2004.
 */
final class BloomFilter {
    static final int BYTES_PER_ELEMENT = 4;
    private static final int PROBES = 16;

    private final long[] words;
    private final int mask;
    private int size;

    /** @param capacity elements until it is full, a power of two from 2 to 2^26 */
    BloomFilter(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < 2 || capacity > 1 << 26) {
            throw new IllegalArgumentException(
                    "capacity is %d, expected a power of two from 2 to 2^26".formatted(capacity));
        }
        words = new long[capacity / (Long.BYTES / BYTES_PER_ELEMENT)];
        mask = capacity * (BYTES_PER_ELEMENT * Byte.SIZE) - 1;
    }

    /** Takes an element in, be it full or not; an over-full filter only takes more strangers for seen. */
    void add(long hash) {
        int probe = (int) hash;
        int step = (int) (hash >>> 32) | 1;
        for (int i = 0; i < PROBES; i++) {
            int bit = probe & mask;
            words[bit >>> 6] |= 1L << bit;
            probe += step;
            step += i;
        }
        size++;
    }

    /** False if the element was never added. */
    boolean mayContain(long hash) {
        int probe = (int) hash;
        int step = (int) (hash >>> 32) | 1;
        for (int i = 0; i < PROBES; i++) {
            int bit = probe & mask;
            if ((words[bit >>> 6] & (1L << bit)) == 0) {
                return false;
            }
            probe += step;
            step += i;
        }
        return true;
    }

    boolean isFull() {
        return size >= capacity();
    }

    int capacity() {
        return words.length * (Long.BYTES / BYTES_PER_ELEMENT);
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }
}
