package dev.tidemark.domain.plan;

import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the buckets of a query are covered by the tables of one rollup, widest first, and raw events for the rest. */
final class Cover {

    private static final Source RAW = new Source.Raw();

    private final RollupCoverage rollup;
    private final Map<Source, List<TimeRange>> ranges = new LinkedHashMap<>();

    private Cover(RollupCoverage rollup) {
        this.rollup = rollup;
    }

    static Cover of(Buckets buckets, RollupCoverage rollup) {
        Cover cover = new Cover(rollup);
        int widest = rollup.definition().granularities().size() - 1;
        for (Bucket bucket : buckets.list()) {
            cover.add(bucket.range(), widest);
        }
        return cover;
    }

    boolean usesRollup() {
        return ranges.keySet().stream().anyMatch(source -> source != RAW);
    }

    Duration rawLength() {
        return ranges.getOrDefault(RAW, List.of()).stream()
                .map(TimeRange::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    Plan plan() {
        return new Plan(ranges.entrySet().stream()
                .map(entry -> new Segment(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** Covers the range by whole units of the granularity at this position, and what is left at either end by narrower ones. */
    private void add(TimeRange range, int position) {
        if (position < 0) {
            append(RAW, range);
            return;
        }
        Granularity granularity = rollup.definition().granularities().get(position);
        Instant done = range.from();
        for (TimeRange complete : rollup.complete()) {
            TimeRange whole = range.intersection(complete)
                    .flatMap(part -> wholeUnits(part, granularity))
                    .orElse(null);
            if (whole != null) {
                addBetween(done, whole.from(), position - 1);
                append(new Source.Rollup(rollup.definition(), granularity), whole);
                done = whole.to();
            }
        }
        addBetween(done, range.to(), position - 1);
    }

    private void addBetween(Instant from, Instant to, int position) {
        TimeRange.between(from, to).ifPresent(range -> add(range, position));
    }

    /** Ranges come in ascending order per source; one that begins where the last ended prolongs it. */
    private void append(Source source, TimeRange range) {
        List<TimeRange> list = ranges.computeIfAbsent(source, key -> new ArrayList<>());
        if (!list.isEmpty() && list.getLast().to().equals(range.from())) {
            list.set(list.size() - 1, new TimeRange(list.getLast().from(), range.to()));
        } else {
            list.add(range);
        }
    }

    private static Optional<TimeRange> wholeUnits(TimeRange range, Granularity granularity) {
        long unit = granularity.nominalLength().toMillis();
        long from = Math.ceilDiv(range.from().toEpochMilli(), unit) * unit;
        long to = Math.floorDiv(range.to().toEpochMilli(), unit) * unit;
        return TimeRange.between(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
    }
}
