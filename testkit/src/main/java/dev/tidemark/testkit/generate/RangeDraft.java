package dev.tidemark.testkit.generate;

import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A range and how it is cut, before it is known around which instant.
 *
 * @param one end, in milliseconds from the scene
 * @param other the other end; either may be the first
 * @param wholeDays whether the ends are moved to midnights of UTC, as rollups like them
 */
record RangeDraft(long one, long other, boolean wholeDays, Granularity granularity, ZoneId zone, DayOfWeek weekStart) {

    /** As many buckets as a case has at most; more would only take longer. */
    private static final int MOST_BUCKETS = 400;

    private static final long DAY = Duration.ofDays(1).toMillis();

    Buckets buckets(Instant scene) {
        return Buckets.of(range(scene), granularity, zone, weekStart);
    }

    private TimeRange range(Instant scene) {
        long from = snap(scene.toEpochMilli() + Math.min(one, other), 0);
        long to = snap(scene.toEpochMilli() + Math.max(one, other), DAY - 1);
        long longest = MOST_BUCKETS * granularity.nominalLength().toMillis();
        if (granularity != Granularity.NONE && to - from > longest) {
            from = Math.max(from, scene.toEpochMilli() - longest / 2);
            to = Math.min(to, from + longest);
        }
        return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(Math.max(to, from + 1)));
    }

    private long snap(long millisecond, long up) {
        return wholeDays ? Math.floorDiv(millisecond + up, DAY) * DAY : millisecond;
    }
}
