package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.FieldType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which events count. Every filter is true or false of every event, never unknown: a comparison with an absent value is false, so
 * its negation is true, and {@code ne} is the negation of {@code eq}.
 *
 * <p>Text is compared by code point, case matters. Numbers are compared with whole numbers and amounts exactly, with floats as the
 * nearest 64-bit float. A number compared with a property looks at both as 64-bit floats and is false where the property is no
 * decimal number. Minus zero equals zero.
 */
public sealed interface Filter {

    /** True of every event. */
    Filter ALL = new And(List.of());

    /** The attributes the filter looks at; may repeat. */
    Stream<Attribute> attributes();

    /** True where all are; of none, always. */
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }

        @Override
        public Stream<Attribute> attributes() {
            return filters.stream().flatMap(Filter::attributes);
        }
    }

    /** True where at least one is; of none, never. */
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }

        @Override
        public Stream<Attribute> attributes() {
            return filters.stream().flatMap(Filter::attributes);
        }
    }

    /** True where the other is false. */
    record Not(Filter filter) implements Filter {
        public Not {
            requireNonNull(filter, "filter is null");
        }

        @Override
        public Stream<Attribute> attributes() {
            return filter.attributes();
        }
    }

    /** True where the value is present and compares so with the literal. */
    record Compare(Attribute attribute, Comparison comparison, Literal literal) implements Filter {
        public Compare {
            requireNonNull(comparison, "comparison is null");
            requireComparable(attribute, literal);
        }

        @Override
        public Stream<Attribute> attributes() {
            return Stream.of(attribute);
        }
    }

    /** True where the value equals one of the literals; of none, never. */
    record In(Attribute attribute, List<Literal> literals) implements Filter {
        public In {
            literals = List.copyOf(literals);
            requireFilterable(attribute);
            literals.forEach(literal -> requireComparable(attribute, literal));
        }

        @Override
        public Stream<Attribute> attributes() {
            return Stream.of(attribute);
        }
    }

    /** True where the event has a value. */
    record Exists(Attribute attribute) implements Filter {
        public Exists {
            requireFilterable(attribute);
        }

        @Override
        public Stream<Attribute> attributes() {
            return Stream.of(attribute);
        }
    }

    /** True where the text contains the part. */
    record Contains(Attribute attribute, String part) implements Filter {
        public Contains {
            requireNonNull(part, "part is null");
            requireText(attribute);
        }

        @Override
        public Stream<Attribute> attributes() {
            return Stream.of(attribute);
        }
    }

    /** True where the text begins with the prefix. */
    record StartsWith(Attribute attribute, String prefix) implements Filter {
        public StartsWith {
            requireNonNull(prefix, "prefix is null");
            requireText(attribute);
        }

        @Override
        public Stream<Attribute> attributes() {
            return Stream.of(attribute);
        }
    }

    private static void requireFilterable(Attribute attribute) {
        requireNonNull(attribute, "attribute is null");
        if (!attribute.is(FieldRole.FILTER)) {
            throw new IllegalArgumentException(attribute.label() + " cannot be filtered by");
        }
    }

    private static void requireText(Attribute attribute) {
        requireFilterable(attribute);
        if (attribute.type() != FieldType.TEXT) {
            throw new IllegalArgumentException(attribute.label() + " is a number, expected a text to search in");
        }
    }

    private static void requireComparable(Attribute attribute, Literal literal) {
        requireFilterable(attribute);
        requireNonNull(literal, "literal is null");
        boolean isProperty = attribute instanceof Attribute.OfProperty;
        boolean isNumber = attribute.type().isNumber();
        if (!isProperty && isNumber != literal instanceof Literal.Numeric) {
            throw new IllegalArgumentException(attribute.label() + " is compared with " + literal + ", expected "
                    + (isNumber ? "a number" : "a text"));
        }
        if (literal instanceof Literal.Numeric number
                && (number.value().precision() > 30 || Math.abs(number.value().scale()) > 30)) {
            throw new IllegalArgumentException(attribute.label() + " is compared with a number of "
                    + number.value().precision() + " digits and scale "
                    + number.value().scale()
                    + ", expected at most 30 of each");
        }
    }
}
