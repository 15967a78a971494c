package dev.tidemark.domain.plan;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/**
 * A part of a plan: one source and what is read from it.
 *
 * @param ranges apart from one another and ascending; for a rollup, whole buckets of its granularity
 */
public record Segment(Source source, List<TimeRange> ranges) {

    public Segment {
        requireNonNull(source, "source is null");
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException(
                    "segment of " + source.label() + " has no ranges, expected at least one");
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (!ranges.get(i - 1).to().isBefore(ranges.get(i).from())) {
                throw new IllegalArgumentException("segment of " + source.label()
                        + " has ranges that touch or are out of order: " + ranges.get(i - 1) + ", " + ranges.get(i));
            }
        }
    }
}
