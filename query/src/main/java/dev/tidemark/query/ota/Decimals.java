package dev.tidemark.query.ota;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Derived numbers as people read them, rounded half up. */
final class Decimals {

    private Decimals() {}

    /** Null where there is no whole. */
    static @Nullable BigDecimal percentage(long part, long whole, int decimals) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part)
                        .scaleByPowerOfTen(2)
                        .divide(BigDecimal.valueOf(whole), decimals, RoundingMode.HALF_UP);
    }

    /** A measured number of an answer over a unit, to the thousandth; null where there is none. */
    static @Nullable BigDecimal measured(@Nullable Object number, int unit) {
        return switch (number) {
            case null -> null;
            case Double real -> BigDecimal.valueOf(real).divide(BigDecimal.valueOf(unit), 3, RoundingMode.HALF_UP);
            default -> throw new IllegalStateException(number.getClass() + " for a measured number, expected a float");
        };
    }
}
