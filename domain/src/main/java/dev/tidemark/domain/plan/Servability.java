package dev.tidemark.domain.plan;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.rollup.RollupDefinition;
import java.util.List;
import java.util.stream.Stream;

/** Whether a rollup holds all that a query asks for. */
final class Servability {

    private Servability() {}

    static boolean canServe(RollupDefinition rollup, AggregateQuery query) {
        return holdsEveryEvent(rollup.filter(), query.filter())
                && Stream.concat(query.dimensions().stream(), query.filter().attributes())
                        .allMatch(rollup.dimensions()::contains)
                && query.aggregates().stream().allMatch(aggregate -> canServe(rollup, aggregate));
    }

    private static boolean canServe(RollupDefinition rollup, Aggregate aggregate) {
        return switch (aggregate) {
            case Aggregate.Unique unique -> rollup.dimensions().contains(unique.attribute());
            case Aggregate.Count count -> true;
            case Aggregate.ValueCount values -> rollup.aggregates().contains(values);
            case Aggregate.Sum sum -> rollup.aggregates().contains(sum);
            case Aggregate.Minimum minimum -> rollup.aggregates().contains(minimum);
            case Aggregate.Maximum maximum -> rollup.aggregates().contains(maximum);
            case Aggregate.Bins bins -> rollup.aggregates().contains(bins);
        };
    }

    /** Whether what the query asks for is all in a rollup of this filter: the query demands at least what the rollup does. */
    private static boolean holdsEveryEvent(Filter rollup, Filter query) {
        return conjuncts(query).containsAll(conjuncts(rollup));
    }

    private static List<Filter> conjuncts(Filter filter) {
        return filter instanceof Filter.And and
                ? and.filters().stream()
                        .flatMap(part -> conjuncts(part).stream())
                        .toList()
                : List.of(filter);
    }
}
