package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rollup as it is kept: a definition, the tables that every batch adds to, and the days of event time whose events from before
 * the definition are not counted yet. Two of one name may be kept while one is about to replace the other; so tables have a name
 * of their own.
 */
final class KeptRollup {

    /** Longer than any event's timestamp can be away. */
    private static final TimeRange ALL_TIME =
            new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("9999-01-01T00:00:00Z"));

    private static final Duration LONGEST_STEP = Duration.ofDays(31);

    private final RollupDefinition definition;
    private final RollupDefinition stored;
    private final boolean wanted;
    private final long eventsToFill;
    private final List<RollupTable> tables;
    private final RollupWriter writer;
    private final NavigableMap<Instant, Long> days;
    private volatile List<TimeRange> complete;

    /**
     * @param tablesName how the names of its tables begin
     * @param wanted whether it is to be kept; otherwise it serves until its successor is complete
     * @param eventsToFill in all days that were to be filled at first
     * @param days of UTC that are still to be filled, and how many events each had when the rollup was new
     */
    KeptRollup(
            RollupDefinition definition,
            String tablesName,
            boolean wanted,
            long eventsToFill,
            SortedMap<Instant, Long> days,
            Dialect dialect) {
        this.definition = definition;
        this.stored = definition.named(tablesName);
        this.wanted = wanted;
        this.eventsToFill = eventsToFill;
        this.tables = RollupTable.of(stored, dialect).toList();
        this.writer = new RollupWriter(stored, dialect);
        this.days = new TreeMap<>(days);
        this.complete = without(this.days);
    }

    /** As users know it. */
    RollupDefinition definition() {
        return definition;
    }

    /** Named for its tables. */
    RollupDefinition stored() {
        return stored;
    }

    String tablesName() {
        return stored.name();
    }

    boolean isWanted() {
        return wanted;
    }

    boolean isReplacedBy(KeptRollup other) {
        return !wanted && other.wanted && other.definition.name().equals(definition.name());
    }

    List<RollupTable> tables() {
        return tables;
    }

    RollupWriter writer() {
        return writer;
    }

    /** The ranges in which every event is counted. */
    List<TimeRange> complete() {
        return complete;
    }

    synchronized boolean isComplete() {
        return days.isEmpty();
    }

    long eventsToFill() {
        return eventsToFill;
    }

    synchronized long eventsFilled() {
        return eventsToFill - days.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The latest days to fill, as many as have this number of events between them but at least one; empty if none is left. */
    synchronized Optional<TimeRange> next(long most) {
        if (days.isEmpty()) {
            return Optional.empty();
        }
        Instant end = days.lastKey().plus(1, ChronoUnit.DAYS);
        Instant start = days.lastKey();
        long events = 0;
        for (var day : days.descendingMap().entrySet()) {
            events += day.getValue();
            boolean fits = events <= most && !day.getKey().isBefore(end.minus(LONGEST_STEP));
            if (!fits) {
                break;
            }
            start = day.getKey();
        }
        return TimeRange.between(start, end);
    }

    /** Takes note that these days are filled. */
    synchronized void filled(TimeRange range) {
        days.subMap(range.from(), range.to()).clear();
        complete = without(days);
    }

    private static List<TimeRange> without(SortedMap<Instant, Long> days) {
        List<TimeRange> ranges = new ArrayList<>();
        Instant from = ALL_TIME.from();
        for (Instant day : days.keySet()) {
            TimeRange.between(from, day).ifPresent(ranges::add);
            from = day.plus(1, ChronoUnit.DAYS);
        }
        TimeRange.between(from, ALL_TIME.to()).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }
}
