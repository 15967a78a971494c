package dev.tidemark.app.imports;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts how often each content was seen, by its 64-bit fingerprint: an open-addressed table of what was seen, 11 to 22 bytes
 * for each distinct record, and a map of the few that were seen again.
 *
 * <p>Two contents of one fingerprint share a count. That costs nothing: their ids differ by content, and a count is the same at
 * each reading of the input.
 */
final class Repeats {
    private static final int FIRST_CAPACITY = 1 << 12;

    private final Map<Long, Integer> again = new HashMap<>();
    private long[] seen = new long[FIRST_CAPACITY];
    private int size;

    /** How many of this fingerprint were asked for before. */
    int countBefore(long fingerprint) {
        if (add(fingerprint)) {
            return 0;
        }
        return again.merge(fingerprint, 1, Integer::sum);
    }

    private boolean add(long fingerprint) {
        if (size >= seen.length / 4 * 3) {
            grow();
        }
        int slot = slot(seen, fingerprint);
        if (seen[slot] != 0) {
            return false;
        }
        seen[slot] = marked(fingerprint);
        size++;
        return true;
    }

    private void grow() {
        long[] wider = new long[Math.multiplyExact(seen.length, 2)];
        for (long fingerprint : seen) {
            if (fingerprint != 0) {
                wider[slot(wider, fingerprint)] = fingerprint;
            }
        }
        seen = wider;
    }

    /** Where the fingerprint stands, or the free slot where it belongs. */
    private static int slot(long[] table, long fingerprint) {
        long wanted = marked(fingerprint);
        int slot = (int) (wanted >>> 1) & (table.length - 1);
        while (table[slot] != 0 && table[slot] != wanted) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    /** Zero is a free slot, so no fingerprint may be zero. */
    private static long marked(long fingerprint) {
        return fingerprint | 1;
    }
}
