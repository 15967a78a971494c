package dev.tidemark.ingestion.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the parts of those bodies are that somebody waits for, by a number that stands for the body. The longest known are forgotten. */
final class Awaited {
    private static final int REMEMBERED = 1 << 14;

    private final Map<Long, Map<Integer, Long>> places = new LinkedHashMap<>();
    private long last;

    /** @param offsets of the body's records, by partition */
    synchronized long add(Map<Integer, Long> offsets) {
        last++;
        places.put(last, Map.copyOf(offsets));
        if (places.size() > REMEMBERED) {
            places.remove(last - REMEMBERED);
        }
        return last;
    }

    /** The last offset of the body in each partition that has a part of it. */
    synchronized Optional<Map<Integer, Long>> find(long number) {
        return Optional.ofNullable(places.get(number));
    }
}
