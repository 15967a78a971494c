package dev.tidemark.domain.event;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** The rules for what an event carries beyond the catalogue: text keys, and scalars kept as text in one canonical form. */
public final class Properties {

    /** The greatest number of properties of an event. */
    public static final int MAX_KEYS = 256;

    /** The greatest size of all keys and values together, in UTF-8 bytes. */
    public static final int MAX_BYTES = 64 * 1024;

    /** The greatest length of a number in plain notation; a longer one is a mistake, and would be a way to fill memory. */
    public static final int MAX_DIGITS = 400;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");

    private Properties() {}

    /**
     * A number in plain decimal notation without trailing zeros: {@code 1e2} is {@code 100}, {@code 1.50} is {@code 1.5}.
     *
     * @return empty where the plain notation would be longer than {@link #MAX_DIGITS}
     */
    public static Optional<String> canonical(BigDecimal number) {
        if (number.signum() == 0) {
            return Optional.of("0");
        }
        long integerDigits = (long) number.precision() - number.scale();
        if (integerDigits > MAX_DIGITS || number.scale() > MAX_DIGITS + (long) number.precision()) {
            return Optional.empty();
        }
        String plain = number.stripTrailingZeros().toPlainString();
        return plain.length() > MAX_DIGITS ? Optional.empty() : Optional.of(plain);
    }

    /**
     * The value of a property as a number: text that is a decimal number, with or without exponent of up to three digits, and
     * finite as a 64-bit float. Anything else is ignored by numeric measures and never matches a numeric comparison.
     */
    public static OptionalDouble number(String value) {
        if (!DECIMAL.matcher(value).matches()) {
            return OptionalDouble.empty();
        }
        double number = Double.parseDouble(value);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }
}
