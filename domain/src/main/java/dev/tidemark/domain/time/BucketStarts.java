package dev.tidemark.domain.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

/** Where the buckets of one granularity begin, over all time. */
sealed interface BucketStarts permits CalendarStarts, ClockStarts {

    static BucketStarts of(Granularity granularity, ZoneId zone, DayOfWeek weekStart) {
        return switch (granularity) {
            case MINUTE, FIVE_MINUTES, HOUR -> new ClockStarts(granularity.nominalLength(), zone);
            case DAY, WEEK, MONTH -> new CalendarStarts(granularity, zone, weekStart);
            case NONE -> throw new IllegalArgumentException("granularity 'none' has no starts, expected a width");
        };
    }

    /** The last start that is not after the instant. */
    Instant atOrBefore(Instant instant);

    /** The first start that is after the given start. */
    Instant after(Instant start);
}
