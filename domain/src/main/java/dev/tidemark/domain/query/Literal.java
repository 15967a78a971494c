package dev.tidemark.domain.query;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** A constant in a filter. */
public sealed interface Literal {

    /** A text; a boolean is one of {@code true} and {@code false}. */
    record Text(String value) implements Literal {
        public Text {
            requireNonNull(value, "value is null");
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A number; trailing zeros do not matter. */
    record Numeric(BigDecimal value) implements Literal {
        public Numeric {
            value = requireNonNull(value, "value is null").stripTrailingZeros();
        }

        @Override
        public String toString() {
            return value.toPlainString();
        }
    }
}
