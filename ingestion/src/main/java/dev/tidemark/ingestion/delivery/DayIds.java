package dev.tidemark.ingestion.delivery;

import java.util.ArrayList;
import java.util.List;

/** The ids of one day, as Bloom filters each four times as large as the one before; where memory ends the last one is over-filled. */
final class DayIds {
    private static final int FIRST_CAPACITY = 1 << 12;
    private static final int GROWTH = 4;
    private static final int GREATEST_CAPACITY = 1 << 26;

    /** The part of all memory that one day may take: an event looks at three days. */
    private static final int SHARE = 4;

    private final MemoryBudget budget;
    private final List<BloomFilter> filters = new ArrayList<>();
    private int nextCapacity = FIRST_CAPACITY;
    private long bytes;

    DayIds(MemoryBudget budget) {
        this.budget = budget;
    }

    void add(long hash) {
        if (filters.isEmpty() || (filters.getLast().isFull() && mayGrow())) {
            grow();
        }
        filters.getLast().add(hash);
    }

    private boolean mayGrow() {
        long more = (long) nextCapacity * BloomFilter.BYTES_PER_ELEMENT;
        return bytes + more <= budget.limit() / SHARE && budget.has(more);
    }

    private void grow() {
        BloomFilter filter = new BloomFilter(nextCapacity);
        filters.add(filter);
        bytes += filter.bytes();
        budget.take(filter.bytes());
        nextCapacity = Math.min(GREATEST_CAPACITY, GROWTH * nextCapacity);
    }

    /** False if the id was never added. The newest filter is the largest, so it is asked first. */
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
