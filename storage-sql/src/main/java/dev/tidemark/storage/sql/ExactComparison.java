package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Compares a whole number or an amount with any decimal number, by value. Databases round or overflow where the number has more
 * digits than the column, so the number is first replaced by the nearest one the column can hold.
 */
final class ExactComparison {

    private ExactComparison() {}

    static Fragment of(Fragment value, FieldType type, Comparison comparison, BigDecimal number) {
        BigDecimal floor = number.setScale(scale(type), RoundingMode.FLOOR);
        boolean exact = floor.compareTo(number) == 0;
        if (floor.compareTo(greatest(type)) > 0) {
            return isLess(comparison) ? present(value) : Fragment.of("FALSE");
        }
        if (floor.compareTo(least(type)) < 0) {
            return isGreater(comparison) ? present(value) : Fragment.of("FALSE");
        }
        if (!exact && comparison == Comparison.EQUAL) {
            return Fragment.of("FALSE");
        }
        Comparison adjusted = exact ? comparison : isLess(comparison) ? Comparison.LESS_OR_EQUAL : Comparison.GREATER;
        Object bound = type == FieldType.INTEGER ? (Object) floor.longValueExact() : floor;
        return Conditions.compare(value, adjusted, Fragment.value(bound));
    }

    private static Fragment present(Fragment value) {
        return Fragment.of("{} IS NOT NULL", value);
    }

    private static boolean isLess(Comparison comparison) {
        return comparison == Comparison.LESS || comparison == Comparison.LESS_OR_EQUAL;
    }

    private static boolean isGreater(Comparison comparison) {
        return comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
    }

    private static int scale(FieldType type) {
        return type == FieldType.DECIMAL ? FieldLimits.DECIMAL_SCALE : 0;
    }

    private static BigDecimal least(FieldType type) {
        return type == FieldType.DECIMAL ? greatest(type).negate() : BigDecimal.ZERO;
    }

    private static BigDecimal greatest(FieldType type) {
        return type == FieldType.DECIMAL
                ? BigDecimal.TEN
                        .pow(FieldLimits.DECIMAL_PRECISION - FieldLimits.DECIMAL_SCALE)
                        .subtract(BigDecimal.ONE.movePointLeft(FieldLimits.DECIMAL_SCALE))
                : BigDecimal.valueOf(Long.MAX_VALUE);
    }
}
