package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A rollup as it is kept: a definition, its tables, and the periods of event time whose events from before the definition are not counted yet. Two of one name may be
 * kept while one is about to replace the other; so tables have a name of their own. Adapters add what batches are written with.
 */
public class KeptRollup {

    /** Longer than any event's timestamp can be away. */
    public static final TimeRange ALL_TIME = FieldLimits.STORABLE;

    private static final Duration LONGEST_STEP = Duration.ofDays(31);

    private final RollupDefinition definition;
    private final RollupDefinition stored;
    private final boolean wanted;
    private final long eventsToFill;
    private final List<RollupTable> tables;
    private final NavigableMap<Instant, Gap> gaps = new TreeMap<>();
    private final Instant since;
    private volatile List<TimeRange> complete;

    /**
     * A period that is still to be filled, a day or a month of UTC.
     *
     * @param events how many it had when the rollup was new
     */
    public record Gap(TimeRange range, long events) {}

    /**
     * @param tablesName how the names of its tables begin
     * @param wanted whether it is to be kept; otherwise it serves until its successor is complete
     * @param eventsToFill in all periods that were to be filled at first
     * @param gaps apart from each other
     */
    public KeptRollup(
            RollupDefinition definition,
            String tablesName,
            boolean wanted,
            long eventsToFill,
            List<Gap> gaps,
            Dialect dialect) {
        this(definition, tablesName, wanted, eventsToFill, gaps, ALL_TIME.from(), dialect);
    }

    /** @param since before this it never answers, since events that it could not count any more had been deleted */
    public KeptRollup(
            RollupDefinition definition,
            String tablesName,
            boolean wanted,
            long eventsToFill,
            List<Gap> gaps,
            Instant since,
            Dialect dialect) {
        this.since = since;
        this.definition = definition;
        this.stored = definition.named(tablesName);
        this.wanted = wanted;
        this.eventsToFill = eventsToFill;
        this.tables = RollupTable.of(stored, dialect).toList();
        gaps.forEach(gap -> this.gaps.put(gap.range().from(), gap));
        this.complete = without(this.gaps);
    }

    /** As users know it. */
    public final RollupDefinition definition() {
        return definition;
    }

    /** Named for its tables. */
    public final RollupDefinition stored() {
        return stored;
    }

    /** How the names of its tables begin. */
    public final String tablesName() {
        return stored.name();
    }

    public final boolean isWanted() {
        return wanted;
    }

    /** Whether this one serves only until the other is complete. */
    final boolean isReplacedBy(KeptRollup other) {
        return !wanted && other.wanted && other.definition.name().equals(definition.name());
    }

    public final List<RollupTable> tables() {
        return tables;
    }

    /** The ranges in which every event is counted. */
    public final List<TimeRange> complete() {
        return complete;
    }

    public final synchronized boolean isComplete() {
        return gaps.isEmpty();
    }

    public final long eventsToFill() {
        return eventsToFill;
    }

    public final synchronized long eventsFilled() {
        return eventsToFill - gaps.values().stream().mapToLong(Gap::events).sum();
    }

    /** The latest periods to fill, as many as have this number of events between them but at least one; empty if none is left. */
    public final synchronized Optional<TimeRange> next(long most) {
        if (gaps.isEmpty()) {
            return Optional.empty();
        }
        Instant end = gaps.lastEntry().getValue().range().to();
        Instant start = gaps.lastKey();
        long events = 0;
        for (Gap gap : gaps.descendingMap().values()) {
            events += gap.events();
            boolean fits = events <= most && !gap.range().from().isBefore(end.minus(LONGEST_STEP));
            if (!fits) {
                break;
            }
            start = gap.range().from();
        }
        return TimeRange.between(start, end);
    }

    /** Takes note that these periods are filled. */
    public final synchronized void filled(TimeRange range) {
        gaps.subMap(range.from(), range.to()).clear();
        complete = without(gaps);
    }

    private List<TimeRange> without(NavigableMap<Instant, Gap> gaps) {
        List<TimeRange> ranges = new ArrayList<>();
        Instant from = since;
        for (Gap gap : gaps.values()) {
            TimeRange.between(from, gap.range().from()).ifPresent(ranges::add);
            from = from.isAfter(gap.range().to()) ? from : gap.range().to();
        }
        TimeRange.between(from, ALL_TIME.to()).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }
}
