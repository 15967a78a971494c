package dev.tidemark.storage.sql;

import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/** Ranges of time as conditions. */
final class Times {

    private Times() {}

    /** From the beginning of the first to the end of the last; they are ascending. */
    static TimeRange around(List<TimeRange> ranges) {
        return new TimeRange(ranges.getFirst().from(), ranges.getLast().to());
    }

    /** Whether the timestamp is in one of the ranges, which are ascending. Several are preceded by the range around all of them. */
    static Fragment in(List<TimeRange> ranges, Fragment timestamp, Dialect dialect) {
        TimeRange around = around(ranges);
        if (ranges.size() == 1) {
            return in(around, timestamp, dialect);
        }
        List<Fragment> each =
                ranges.stream().map(range -> in(range, timestamp, dialect)).toList();
        return Fragment.of("{} AND ({})", in(around, timestamp, dialect), Fragment.join(" OR ", each));
    }

    private static Fragment in(TimeRange range, Fragment timestamp, Dialect dialect) {
        return Fragment.of(
                "({} >= {} AND {} < {})",
                timestamp,
                dialect.moment(range.from()),
                timestamp,
                dialect.moment(range.to()));
    }
}
