package dev.tidemark.domain.plan;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;

/** Whether a rollup holds all that a query asks for. */
final class Servability {

    private Servability() {}

    static boolean canServe(RollupDefinition rollup, AggregateQuery query) {
        return rollup.holdsEveryEvent(query.filter())
                && rollup.dimensions().containsAll(query.dimensions())
                && canFilter(rollup, query.filter())
                && query.aggregates().stream().allMatch(aggregate -> canServe(rollup, aggregate));
    }

    private static boolean canServe(RollupDefinition rollup, Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Unique unique -> rollup.dimensions().contains(unique.attribute());
            case Aggregate.Filtered(var filtered, var filter) ->
                canServe(rollup, filtered) && canFilter(rollup, filter);
            case Aggregate.Count count -> true;
            case Aggregate.ValueCount values -> rollup.aggregates().contains(values);
            case Aggregate.Sum sum -> rollup.aggregates().contains(sum);
            case Aggregate.Minimum minimum -> rollup.aggregates().contains(minimum);
            case Aggregate.Maximum maximum -> rollup.aggregates().contains(maximum);
            case Aggregate.Bins bins -> rollup.aggregates().contains(bins);
        };
    }

    private static boolean canFilter(RollupDefinition rollup, Filter filter) {
        return rollup.remainder(filter).attributes().allMatch(rollup.dimensions()::contains);
    }
}
