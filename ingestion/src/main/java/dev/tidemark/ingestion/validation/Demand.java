package dev.tidemark.ingestion.validation;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a value must be like, where there is one. */
public sealed interface Demand {

    /** Whether a value of an event, of whichever class, is as demanded. */
    boolean isMetBy(Object value);

    /** What is demanded, to complete "expected". */
    String expectation();

    /**
     * A number within bounds, both included; a bound that is null is open. A text counts by the decimal number it writes, and
     * fails where it writes none.
     */
    record Range(@Nullable BigDecimal least, @Nullable BigDecimal greatest) implements Demand {
        public Range {
            if (least == null && greatest == null) {
                throw new IllegalArgumentException("range has no bounds, expected a least or a greatest number");
            }
            if (least != null && greatest != null && least.compareTo(greatest) > 0) {
                throw new IllegalArgumentException(
                        "range is from " + least + " to " + greatest + ", expected the least not above the greatest");
            }
        }

        @Override
        public boolean isMetBy(Object value) {
            Optional<BigDecimal> number = Values.number(value);
            return number.isPresent()
                    && (least == null || number.get().compareTo(least) >= 0)
                    && (greatest == null || number.get().compareTo(greatest) <= 0);
        }

        @Override
        public String expectation() {
            if (least == null) {
                return "a number of at most " + greatest;
            }
            return greatest == null ? "a number of at least " + least : "a number from " + least + " to " + greatest;
        }
    }

    /** One of a list of texts; numbers are compared in the canonical form of properties. */
    record OneOf(Set<String> values) implements Demand {
        public OneOf {
            values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
            if (values.isEmpty()) {
                throw new IllegalArgumentException("the list of allowed values is empty, expected at least one");
            }
        }

        @Override
        public boolean isMetBy(Object value) {
            return values.contains(Values.text(value));
        }

        @Override
        public String expectation() {
            return "one of: " + String.join(", ", values);
        }
    }

    /**
     * A text that a regular expression describes from beginning to end. The engine is RE2's: time grows with the length of the
     * text and no faster, whatever the expression, so a rule cannot be used to stall the server. It knows no back references and
     * no look-around.
     */
    record Matching(Pattern pattern) implements Demand {
        public Matching {
            requireNonNull(pattern, "pattern is null");
        }

        /** @throws IllegalArgumentException if the expression is none that RE2 knows */
        public static Matching of(String expression) {
            try {
                return new Matching(Pattern.compile(expression));
            } catch (PatternSyntaxException e) {
                throw new IllegalArgumentException(
                        "pattern is '" + expression + "', expected a regular expression of RE2: " + e.getMessage(), e);
            }
        }

        @Override
        public boolean isMetBy(Object value) {
            return pattern.matches(Values.text(value));
        }

        @Override
        public String expectation() {
            return "a text that matches " + pattern.pattern();
        }
    }
}
