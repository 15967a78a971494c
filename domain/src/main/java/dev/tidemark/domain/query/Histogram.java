package dev.tidemark.domain.query;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many values fall into each bin, in ascending order of the bins; see {@link LogarithmicBins}. */
public record Histogram(SortedMap<Integer, Long> counts) {

    public static final Histogram EMPTY = new Histogram(new TreeMap<>());

    public Histogram {
        for (Map.Entry<Integer, Long> bin : counts.entrySet()) {
            if (bin.getValue() <= 0) {
                throw new IllegalArgumentException(
                        "bin " + bin.getKey() + " counts " + bin.getValue() + ", expected at least one");
            }
        }
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The value below or at which the given share of values lies: of the value of rank {@code ceil(quantile × size)}, the
     * representative of its bin.
     *
     * @param quantile above 0, at most 1
     * @return empty where there are no values
     */
    public OptionalDouble quantile(double quantile) {
        if (!(quantile > 0 && quantile <= 1)) {
            throw new IllegalArgumentException("quantile is " + quantile + ", expected above 0 and at most 1");
        }
        long rank = Math.max(1, (long) Math.ceil(quantile * size()));
        long seen = 0;
        for (Map.Entry<Integer, Long> bin : counts.entrySet()) {
            seen += bin.getValue();
            if (seen >= rank) {
                return OptionalDouble.of(LogarithmicBins.representative(bin.getKey()));
            }
        }
        return OptionalDouble.empty();
    }
}
