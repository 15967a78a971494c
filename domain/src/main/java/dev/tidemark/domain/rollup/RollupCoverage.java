package dev.tidemark.domain.rollup;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.time.TimeRange;
import java.util.List;

/**
 * Which part of time a store's rollup can answer for.
 *
 * @param complete ranges in which every stored event is counted in every granularity; apart and ascending
 */
public record RollupCoverage(RollupDefinition definition, List<TimeRange> complete) {

    public RollupCoverage {
        requireNonNull(definition, "definition is null");
        complete = List.copyOf(complete);
    }
}
