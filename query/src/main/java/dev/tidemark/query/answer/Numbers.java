package dev.tidemark.query.answer;

import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Histogram;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Arithmetic and order of the values that stores return: {@code Long}, {@code BigDecimal}, {@code Double}, {@code String}. */
final class Numbers {

    /** Digits after the point of a quotient of exact numbers. */
    static final int QUOTIENT_SCALE = 10;

    private Numbers() {}

    /** The same number however the store wrote it: decimals lose trailing zeros, and what is not finite is absent. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal.stripTrailingZeros();
            case Double real -> Double.isFinite(real) ? real : null;
            case null -> null;
            default -> value;
        };
    }

    /**
     * One number over another: of exact numbers rounded half to even at the tenth digit after the point, else as floats. Null where
     * either is or the denominator is zero.
     */
    static @Nullable Object quotient(@Nullable Object numerator, @Nullable Object denominator) {
        if (numerator == null || denominator == null || ((Number) denominator).doubleValue() == 0) {
            return null;
        }
        if (numerator instanceof Double || denominator instanceof Double) {
            return plain(((Number) numerator).doubleValue() / ((Number) denominator).doubleValue());
        }
        return plain(exact(numerator).divide(exact(denominator), QUOTIENT_SCALE, RoundingMode.HALF_EVEN));
    }

    /** The value below or at which this share of the values lies; null of none. */
    static @Nullable Object quantile(Histogram values, double share) {
        var quantile = values.quantile(share);
        return quantile.isPresent() ? plain(quantile.getAsDouble()) : null;
    }

    /** A number per unit of time, of what came up in a length of time; rounded as a {@link #quotient}. */
    static @Nullable Object rate(@Nullable Object number, Duration unit, Duration length) {
        return switch (number) {
            case null -> null;
            case Double real -> plain(real * unit.toMillis() / length.toMillis());
            default -> quotient(exact(number).multiply(BigDecimal.valueOf(unit.toMillis())), length.toMillis());
        };
    }

    /** Whether there is a number and it is not zero. */
    static boolean isSomething(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() != 0;
    }

    /** Ascending or descending; absent values last in either direction. Both must be of one class. */
    static int compare(@Nullable Object left, @Nullable Object right, boolean descending) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        int ascending = compare(left, right);
        return descending ? -ascending : ascending;
    }

    private static int compare(Object left, Object right) {
        return switch (left) {
            case Long whole -> whole.compareTo((Long) right);
            case BigDecimal decimal -> decimal.compareTo((BigDecimal) right);
            case Double real -> real.compareTo((Double) right);
            case String text -> Text.compare(text, (String) right);
            default -> throw new IllegalStateException(left.getClass() + " in a row, expected text or a number");
        };
    }

    private static BigDecimal exact(Object number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
    }
}
