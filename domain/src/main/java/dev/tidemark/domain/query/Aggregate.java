package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;

/**
 * What stores compute over the events of a group. Everything else is derived from these, once, in the query module.
 *
 * <p>Numbers of a property are those of {@link dev.tidemark.domain.event.Properties#number}; its other values are ignored.
 */
public sealed interface Aggregate {

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

    private static void requireRole(Attribute attribute, FieldRole role) {
        requireNonNull(attribute, "attribute is null");
        if (!attribute.is(role)) {
            throw new IllegalArgumentException(attribute.label() + " cannot be used as "
                    + (role == FieldRole.MEASURE ? "a number" : "a countable identity"));
        }
    }
}
