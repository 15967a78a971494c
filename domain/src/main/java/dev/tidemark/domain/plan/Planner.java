package dev.tidemark.domain.plan;

import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupCoverage;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses what answers a query: of the rollups that can serve it exactly, the one that leaves the least to raw events; among
 * equals the one named first. Ragged ends of the range, and of each bucket, are read from narrower granularities and at last from
 * raw events.
 */
public final class Planner {

    private static final Comparator<Cover> LEAST_RAW = Comparator.comparing(Cover::rawLength);

    /**
     * Plans a query.
     *
     * @param rollups what the store keeps, the preferred first
     */
    public Plan plan(AggregateQuery query, List<RollupCoverage> rollups) {
        return rollups.stream()
                .filter(rollup -> Servability.canServe(rollup.definition(), query))
                .map(rollup -> Cover.of(query.buckets(), rollup))
                .filter(Cover::usesRollup)
                .min(LEAST_RAW)
                .map(Cover::plan)
                .orElseGet(() -> Plan.raw(query.buckets().range()));
    }
}
