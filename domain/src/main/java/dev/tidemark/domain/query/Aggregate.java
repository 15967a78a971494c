package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;

/**
 * What stores compute over the events of a group. Everything else is derived from these, once, in the query module.
 *
 * <p>Numbers of a property are those of {@link dev.tidemark.domain.event.Properties#number}; its other values are ignored.
 */
public sealed interface Aggregate {

    /** What is computed, whichever events it is restricted to. */
    default Aggregate unfiltered() {
        return this instanceof Filtered filtered ? filtered.aggregate() : this;
    }

    /** How many events. A {@code Long}. */
    record Count() implements Aggregate {}

    /** How many events have a value; of a property, a number. A {@code Long}. */
    record ValueCount(Attribute attribute) implements Aggregate {
        public ValueCount {
            requireRole(attribute, FieldRole.MEASURE);
        }
    }

    /**
     * The values added up. Whole numbers and amounts exactly, as {@code BigDecimal} of any size; floats and properties as
     * {@code Double}, within 1e-9 relative. Null where no event has a value.
     */
    record Sum(Attribute attribute) implements Aggregate {
        public Sum {
            requireRole(attribute, FieldRole.MEASURE);
        }
    }

    /** The least value: {@code BigDecimal} of whole numbers and amounts, else {@code Double}; null where no event has one. */
    record Minimum(Attribute attribute) implements Aggregate {
        public Minimum {
            requireRole(attribute, FieldRole.MEASURE);
        }
    }

    /** The greatest value: {@code BigDecimal} of whole numbers and amounts, else {@code Double}; null where no event has one. */
    record Maximum(Attribute attribute) implements Aggregate {
        public Maximum {
            requireRole(attribute, FieldRole.MEASURE);
        }
    }

    /** How many distinct values, exactly; absence is no value. A {@code Long}. */
    record Unique(Attribute attribute) implements Aggregate {
        public Unique {
            requireRole(attribute, FieldRole.UNIQUE);
        }
    }

    /** How many values fall into each bin of {@link LogarithmicBins}. A {@link Histogram}, empty where no event has a value. */
    record Bins(Attribute attribute) implements Aggregate {
        public Bins {
            requireRole(attribute, FieldRole.MEASURE);
        }
    }

    /**
     * Another aggregate, over those events of the group that the filter is true of; where there are none, what it is of no
     * events. So numbers of a part and of the whole come from one read, and their ratio from one moment.
     */
    record Filtered(Aggregate aggregate, Filter filter) implements Aggregate {
        public Filtered {
            requireNonNull(aggregate, "aggregate is null");
            requireNonNull(filter, "filter is null");
            if (aggregate instanceof Filtered) {
                throw new IllegalArgumentException(
                        "a filtered aggregate is filtered again, expected one filter with both");
            }
        }
    }

    private static void requireRole(Attribute attribute, FieldRole role) {
        requireNonNull(attribute, "attribute is null");
        if (!attribute.is(role)) {
            throw new IllegalArgumentException(attribute.label() + " cannot be used as "
                    + (role == FieldRole.MEASURE ? "a number" : "a countable identity"));
        }
    }
}
