package dev.tidemark.app.imports;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * When the records of an input were first read. An event without a time of its own gets this one, so that it stays the same when
 * the file is imported again a month later.
 *
 * @param starts by the index of the first record that was read at that time; begins with 0
 */
record FirstReads(NavigableMap<Long, Instant> starts) {

    FirstReads {
        starts = new TreeMap<>(starts);
        if (starts.isEmpty() || starts.firstKey() != 0) {
            throw new IllegalArgumentException("no time for the first record in " + starts);
        }
    }

    static FirstReads from(Instant now) {
        return new FirstReads(new TreeMap<>(Map.of(0L, now.truncatedTo(ChronoUnit.MILLIS))));
    }

    /** Adds that the records from this one on are read now. */
    FirstReads andFrom(long record, Instant now) {
        var more = new TreeMap<>(starts);
        more.put(record, now.truncatedTo(ChronoUnit.MILLIS));
        return new FirstReads(more);
    }

    Instant of(long record) {
        return starts.floorEntry(record).getValue();
    }

    /** One line of text: {@code 0@2026-05-17T10:05:03Z 5000@…}. */
    String format() {
        return starts.entrySet().stream()
                .map(e -> e.getKey() + "@" + e.getValue())
                .collect(joining(" "));
    }

    static FirstReads parse(String text) {
        var starts = new TreeMap<Long, Instant>();
        Arrays.stream(text.split(" "))
                .map(word -> word.split("@"))
                .forEach(pair -> starts.put(Long.valueOf(pair[0]), Instant.parse(pair[1])));
        return new FirstReads(starts);
    }
}
