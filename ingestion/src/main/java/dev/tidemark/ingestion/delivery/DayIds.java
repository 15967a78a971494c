package dev.tidemark.ingestion.delivery;

import java.util.ArrayList;
import java.util.List;

/** The ids of one day, as Bloom filters each four times as large as the one before, or as large as memory allows; where that ends the last one is over-filled. */
final class DayIds {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int GROWTH = 4;
    private static final int GREATEST_CAPACITY = 1 << 26;

    /** A filter that is smaller than the one before by more than this would cost every question more than it helps. */
    private static final int LEAST = 16;

    /** The sixteenths of all memory that one day may take: today and yesterday may be large, and another day finds room. */
    private static final int SHARE = 7;

    private final MemoryBudget budget;
    private final List<BloomFilter> filters = new ArrayList<>();
    private long bytes;

    DayIds(MemoryBudget budget) {
        this.budget = budget;
    }

    void add(long hash) {
        if (filters.isEmpty()) {
            grow(FIRST_CAPACITY);
        } else if (filters.getLast().isFull()) {
            growAsMemoryAllows();
        }
        filters.getLast().add(hash);
    }

    private void growAsMemoryAllows() {
        int last = filters.getLast().capacity();
        int least = Math.max(FIRST_CAPACITY, last / LEAST);
        for (int capacity = last > GREATEST_CAPACITY / GROWTH ? GREATEST_CAPACITY : last * GROWTH;
                capacity >= least;
                capacity /= 2) {
            if (fits(capacity)) {
                grow(capacity);
                return;
            }
        }
    }

    private boolean fits(int capacity) {
        long more = (long) capacity * BloomFilter.BYTES_PER_ELEMENT;
        return bytes + more <= budget.limit() / 16 * SHARE && budget.has(more);
    }

    private void grow(int capacity) {
        BloomFilter filter = new BloomFilter(capacity);
        filters.add(filter);
        bytes += filter.bytes();
        budget.take(filter.bytes());
    }

    /** False if the id was never added. The newest filters are the largest, so they are asked first. */
    boolean mayContain(long hash) {
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (filters.get(i).mayContain(hash)) {
                return true;
            }
        }
        return false;
    }

    long bytes() {
        return bytes;
    }

    /** Gives its memory back; the day is not used any more. */
    void release() {
        budget.giveBack(bytes);
    }
}
