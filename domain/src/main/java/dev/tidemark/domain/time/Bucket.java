package dev.tidemark.domain.time;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One interval of a series.
 *
 * @param start where the calendar unit begins; before the range's start where the range begins in the middle of a unit
 * @param range the part of the unit that lies within the query's range; only events in it count
 */
public record Bucket(Instant start, TimeRange range) {

    public Bucket {
        requireNonNull(start, "start is null");
        requireNonNull(range, "range is null");
        if (start.isAfter(range.from())) {
            throw new IllegalArgumentException("bucket starts at " + start + ", after its range " + range);
        }
    }
}
