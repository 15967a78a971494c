package dev.tidemark.domain.plan;

import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/** What to read for a query: sources that together cover its range exactly once. */
public record Plan(List<Segment> segments) {

    public Plan {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a plan has no segments, expected at least one");
        }
    }

    /** Everything from the events themselves. */
    public static Plan raw(TimeRange range) {
        return new Plan(List.of(new Segment(new Source.Raw(), List.of(range))));
    }

    /** The sources, for the answer's meta. */
    public List<String> servedBy() {
        return segments.stream().map(segment -> segment.source().label()).toList();
    }
}
