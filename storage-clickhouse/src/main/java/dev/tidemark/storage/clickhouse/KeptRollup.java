package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.RollupTable;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rollup as it is kept: a definition, its tables, and the months of event time whose events from before the definition are not counted yet. Two of one name
 * may be kept while one is about to replace the other; so tables have a name of their own.
 */
final class KeptRollup {

    private final RollupDefinition definition;
    private final RollupDefinition stored;
    private final boolean wanted;
    private final RollupList.Entry entry;
    private final List<RollupTable> tables;
    private final NavigableMap<YearMonth, Long> months;
    private volatile List<TimeRange> complete;

    /**
     * @param wanted whether it is to be kept; otherwise it serves until its successor is complete
     * @param months of UTC that are still to be filled, and how many events each had when the rollup was new
     */
    KeptRollup(
            RollupDefinition definition,
            RollupList.Entry entry,
            boolean wanted,
            SortedMap<YearMonth, Long> months,
            RollupTables rollupTables) {
        this.definition = definition;
        this.stored = definition.named(entry.tablesName());
        this.wanted = wanted;
        this.entry = entry;
        this.tables = rollupTables.of(stored);
        this.months = new TreeMap<>(months);
        this.complete = without(this.months);
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

    /** Batches below this are to be filled in; the others were fed to it. */
    long filledBefore() {
        return entry.filledBefore();
    }

    /** The ranges in which every event is counted. */
    List<TimeRange> complete() {
        return complete;
    }

    synchronized boolean isComplete() {
        return months.isEmpty();
    }

    long eventsToFill() {
        return entry.eventsToFill();
    }

    synchronized long eventsFilled() {
        return eventsToFill()
                - months.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The latest month to fill. */
    synchronized Optional<YearMonth> next() {
        return months.isEmpty() ? Optional.empty() : Optional.of(months.lastKey());
    }

    /** Takes note that the month is filled. */
    synchronized void filled(YearMonth month) {
        months.remove(month);
        complete = without(months);
    }

    static TimeRange range(YearMonth month) {
        return new TimeRange(start(month), start(month.plusMonths(1)));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<TimeRange> without(SortedMap<YearMonth, Long> months) {
        List<TimeRange> ranges = new ArrayList<>();
        Instant from = RollupTables.ALL_TIME.from();
        for (YearMonth month : months.keySet()) {
            TimeRange.between(from, start(month)).ifPresent(ranges::add);
            from = start(month.plusMonths(1));
        }
        TimeRange.between(from, RollupTables.ALL_TIME.to()).ifPresent(ranges::add);
        return List.copyOf(ranges);
    }
}
