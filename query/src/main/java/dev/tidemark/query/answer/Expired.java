package dev.tidemark.query.answer;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.time.TimeRange;
import java.time.Instant;
import java.util.Optional;

/** Whether events are asked for that may have been deleted for their age. */
final class Expired {

    private Expired() {}

    /** The store's moment, if the plan reads events of before it; rollups go on counting what is deleted. */
    static Optional<Instant> in(Plan plan, Optional<Instant> keptSince) {
        return keptSince.filter(since -> plan.segments().stream()
                .filter(segment -> segment.source() instanceof Source.Raw)
                .flatMap(segment -> segment.ranges().stream())
                .anyMatch(range -> range.from().isBefore(since)));
    }

    /** The same of a question that is answered by events alone. */
    static Optional<Instant> in(TimeRange range, Optional<Instant> keptSince) {
        return keptSince.filter(since -> range.from().isBefore(since));
    }
}
