package dev.tidemark.query.answer;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.time.Bucket;
import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

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

    /** The same time as one bucket. */
    Period whole() {
        TimeRange range = buckets.range();
        return new Period(zone, Granularity.NONE, new Buckets(List.of(new Bucket(range.from(), range))));
    }

    /**
     * The period of the same kind that ends where this one begins, or as far into its last bucket as this one: of days the days before, by the calendar of the
     * zone. Without buckets, a period of the same length; and so where the calendar leaves nothing: a month before the 30th and the 31st of March are both the
     * end of February.
     */
    Period previous() {
        TimeRange range = buckets.range();
        TimeRange before =
                switch (granularity) {
                    case DAY -> back(range, ChronoUnit.DAYS);
                    case WEEK -> back(range, ChronoUnit.WEEKS);
                    case MONTH -> back(range, ChronoUnit.MONTHS);
                    case MINUTE, FIVE_MINUTES, HOUR ->
                        back(range, granularity.nominalLength().multipliedBy(buckets.size()));
                    case NONE -> back(range, range.length());
                };
        return of(before, granularity, zone, local(buckets.get(0).start()).getDayOfWeek());
    }

    private TimeRange back(TimeRange range, ChronoUnit unit) {
        Instant from = back(range.from(), unit);
        Instant to = back(range.to(), unit);
        return new TimeRange(from, from.isBefore(to) ? to : from.plus(range.length()));
    }

    private Instant back(Instant instant, ChronoUnit unit) {
        return instant.atZone(zone).minus(buckets.size(), unit).toInstant();
    }

    private static TimeRange back(TimeRange range, Duration length) {
        return new TimeRange(range.from().minus(length), range.to().minus(length));
    }

    OffsetDateTime startOf(int bucket) {
        return local(buckets.get(bucket).start());
    }

    OffsetDateTime local(Instant instant) {
        return instant.atZone(zone).toOffsetDateTime();
    }
}
