package dev.tidemark.domain.rollup;

import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which filters follow from which, as far as their form shows it: never wrongly yes, sometimes wrongly no. */
final class Implication {

    private Implication() {}

    /** Filters that are all true where this one is, and only there. */
    static List<Filter> parts(Filter filter) {
        return filter instanceof Filter.And(var filters)
                ? filters.stream().flatMap(part -> parts(part).stream()).toList()
                : List.of(filter);
    }

    /** Whether the one is true wherever the other is. */
    static boolean follows(Filter one, Filter other) {
        Optional<Values> wide = Values.of(one);
        return parts(other).stream()
                .anyMatch(part -> part.equals(one)
                        || Values.of(part)
                                .flatMap(narrow -> wide.map(narrow::within))
                                .orElse(false));
    }

    /** What an attribute must equal one of. */
    private record Values(Attribute attribute, Set<Literal> literals) {

        static Optional<Values> of(Filter filter) {
            return switch (filter) {
                case Filter.Compare(var attribute, var comparison, var literal)
                when comparison == Comparison.EQUAL -> Optional.of(new Values(attribute, Set.of(literal)));
                case Filter.In(var attribute, var literals) -> Optional.of(new Values(attribute, Set.copyOf(literals)));
                default -> Optional.empty();
            };
        }

        boolean within(Values other) {
            return attribute.equals(other.attribute) && other.literals.containsAll(literals);
        }
    }
}
