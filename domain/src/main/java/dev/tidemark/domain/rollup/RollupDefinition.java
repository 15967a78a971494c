package dev.tidemark.domain.rollup;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.time.Granularity;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An aggregate that is kept up to date as events arrive: for each granularity a table of one row (or several, to be aggregated
 * again) per tenant, bucket of UTC and combination of dimension values.
 *
 * @param name of the table, lower case
 * @param filter which events it holds
 * @param granularities from narrow to wide, all {@link Granularity#isStorable() storable}
 * @param aggregates kept per row, all mergeable: no {@link Aggregate.Unique}, for distinct values of a dimension can be
 *     counted without, and no {@link Aggregate.Filtered}
 */
public record RollupDefinition(
        String name,
        Filter filter,
        List<Granularity> granularities,
        List<Attribute> dimensions,
        List<Aggregate> aggregates) {

    private static final Pattern LEGAL_NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");

    public RollupDefinition {
        requireNonNull(filter, "filter is null");
        granularities = List.copyOf(granularities);
        dimensions = List.copyOf(dimensions);
        aggregates = List.copyOf(aggregates);
        if (!LEGAL_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("rollup is named '" + name
                    + "', expected up to 41 lower-case letters, digits and '_', a letter first");
        }
        requireAscending(name, granularities);
        for (Attribute dimension : dimensions) {
            if (!dimension.is(FieldRole.DIMENSION)) {
                throw new IllegalArgumentException(
                        "rollup " + name + ": " + dimension.label() + " cannot be a dimension");
            }
        }
        if (new HashSet<>(dimensions).size() < dimensions.size()
                || new HashSet<>(aggregates).size() < aggregates.size()) {
            throw new IllegalArgumentException("rollup " + name + " names a dimension or measure twice, expected once");
        }
        if (!aggregates.contains(new Aggregate.Count())) {
            throw new IllegalArgumentException("rollup " + name + " keeps no count, expected one among its measures");
        }
        if (aggregates.stream().anyMatch(Aggregate.Unique.class::isInstance)) {
            throw new IllegalArgumentException("rollup " + name
                    + " keeps unique counts, which cannot be merged; make the counted attribute a dimension instead");
        }
        if (aggregates.stream().anyMatch(Aggregate.Filtered.class::isInstance)) {
            throw new IllegalArgumentException("rollup " + name
                    + " keeps filtered measures; make what they filter by a dimension, or give the rollup a filter");
        }
    }

    /** Whether every event that the filter is true of is in the rollup. */
    public boolean holdsEveryEvent(Filter wanted) {
        return Implication.parts(filter).stream().allMatch(part -> Implication.follows(part, wanted));
    }

    /**
     * What is left to be asked of events that are in the rollup: the filter without the parts that are true of all of them. So a
     * rollup of requests answers questions about requests without keeping the type of each.
     */
    public Filter remainder(Filter wanted) {
        List<Filter> left = Implication.parts(wanted).stream()
                .filter(part -> !Implication.follows(part, filter))
                .toList();
        return left.size() == 1 ? left.getFirst() : new Filter.And(left);
    }

    /** The same under another name. */
    public RollupDefinition named(String other) {
        return new RollupDefinition(other, filter, granularities, dimensions, aggregates);
    }

    private static void requireAscending(String name, List<Granularity> granularities) {
        boolean legal = !granularities.isEmpty();
        for (int i = 0; i < granularities.size(); i++) {
            legal &= granularities.get(i).isStorable();
            legal &= i == 0 || granularities.get(i).compareTo(granularities.get(i - 1)) > 0;
        }
        if (!legal) {
            throw new IllegalArgumentException("rollup " + name + " has granularities " + granularities
                    + ", expected at least one of 1m, 5m, hour, day, from narrow to wide");
        }
    }
}
