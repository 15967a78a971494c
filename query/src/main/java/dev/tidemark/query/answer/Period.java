package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** The time a question is about, how it is cut into buckets, and on whose clock it is shown. */
public record Period(ZoneId zone, Granularity granularity, Buckets buckets) {

    public Period {
        requireNonNull(zone, "zone is null");
        requireNonNull(granularity, "granularity is null");
        requireNonNull(buckets, "buckets are null");
    }

    /** @throws IllegalArgumentException if there would be more than {@link Buckets#MAX} buckets */
    public static Period of(TimeRange range, Granularity granularity, ZoneId zone, DayOfWeek weekStart) {
        return new Period(zone, granularity, Buckets.of(range, granularity, zone, weekStart));
    }

    /** Whether rows say which bucket they are of. */
    public boolean isSeries() {
        return granularity != Granularity.NONE;
    }

    OffsetDateTime startOf(int bucket) {
        return local(buckets.get(bucket).start());
    }

    OffsetDateTime local(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
