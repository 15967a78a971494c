package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.RejectionCode;
import dev.tidemark.domain.event.Violation;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * From a value as sent to the value of a field. What users expect is converted: a number sent for a text becomes its canonical
 * text, since ids are often numbers, and a number sent as text becomes the number, since JavaScript cannot write large ones. Nothing is rounded in silence: a whole number with
 * a fraction is of the wrong type, an amount of more than four decimals out of range. Flags, arrays and objects convert to nothing.
 */
final class Conversions {

    private static final int MAX_LONG_DIGITS = 19;

    private Conversions() {}

    /** The field's value, within the field's limits. */
    static Object convert(Field field, int factor, Value value) throws InvalidEventException {
        Object converted =
                switch (field.type()) {
                    case TEXT -> text(field, value);
                    case INSTANT -> Timestamps.parse(scalar(field, value));
                    case IDENTIFIER -> Identifiers.of(scalar(field, value).text());
                    case INTEGER -> integer(field, number(field, value));
                    case FLOAT -> real(field, factor, number(field, value));
                    case DECIMAL -> amount(field.label(), number(field, value));
                };
        Optional<Violation> violation = FieldLimits.check(field, converted);
        if (violation.isPresent()) {
            throw new InvalidEventException(violation.get());
        }
        return converted;
    }

    /** An exact decimal with as many digits after the point as amounts have. */
    static BigDecimal amount(String name, BigDecimal number) throws InvalidEventException {
        BigDecimal shortest = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        long integerDigits = (long) shortest.precision() - shortest.scale();
        if (shortest.scale() > FieldLimits.DECIMAL_SCALE
                || integerDigits > FieldLimits.DECIMAL_PRECISION - FieldLimits.DECIMAL_SCALE) {
            throw new InvalidEventException(
                    RejectionCode.OUT_OF_RANGE,
                    name + " is " + shown(number.toString())
                            + ", expected at most 14 digits before and 4 after the decimal point; round it as you see fit");
        }
        return shortest.setScale(FieldLimits.DECIMAL_SCALE);
    }

    private static BigDecimal amount(String name, String number) throws InvalidEventException {
        return amount(name, Numbers.decimal(name, number));
    }

    private static String text(Field field, Value value) throws InvalidEventException {
        if (value.kind() != Value.Kind.TEXT && value.kind() != Value.Kind.NUMBER) {
            throw wrongType(field, value);
        }
        return field == Field.COUNTRY ? Countries.canonical(value.text()) : value.text();
    }

    private static Value scalar(Field field, Value value) throws InvalidEventException {
        if (value.kind() != Value.Kind.TEXT && value.kind() != Value.Kind.NUMBER) {
            throw wrongType(field, value);
        }
        return value;
    }

    private static String number(Field field, Value value) throws InvalidEventException {
        if (!value.isNumber()) {
            throw wrongType(field, value);
        }
        return value.text();
    }

    private static Long integer(Field field, String number) throws InvalidEventException {
        BigDecimal decimal = null;
        if (number.length() >= MAX_LONG_DIGITS || number.indexOf('.') >= 0 || Numbers.isExponential(number)) {
            decimal = Numbers.decimal(field.label(), number);
        }
        if (decimal == null) {
            return Long.valueOf(number);
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        if (shortest.scale() > 0) {
            throw new InvalidEventException(
                    RejectionCode.WRONG_TYPE, field.label() + " is " + shown(number) + ", expected a whole number");
        }
        if ((long) shortest.precision() - shortest.scale() > MAX_LONG_DIGITS
                || shortest.toBigInteger().bitLength() > 63) {
            throw new InvalidEventException(
                    RejectionCode.OUT_OF_RANGE,
                    field.label() + " is " + shown(number) + ", expected at most " + Long.MAX_VALUE);
        }
        return shortest.longValueExact();
    }

    /** Multiplies in decimal, so that 1.1 s are 1100 ms and not a little more. Adding zero turns -0.0 into 0.0. */
    private static Double real(Field field, int factor, String number) throws InvalidEventException {
        if (factor == 1 && number.length() <= Numbers.MAX_LENGTH) {
            return Double.parseDouble(number) + 0.0;
        }
        BigDecimal decimal = Numbers.decimal(field.label(), number);
        return decimal.multiply(BigDecimal.valueOf(factor)).doubleValue() + 0.0;
    }

    private static InvalidEventException wrongType(Field field, Value value) {
        return new InvalidEventException(
                RejectionCode.WRONG_TYPE,
                field.label() + " is " + value.kind() + " (" + shown(value.text()) + "), expected "
                        + expected(field.type()));
    }

    private static String expected(FieldType type) {
        return switch (type) {
            case TEXT, IDENTIFIER -> "a text";
            case INSTANT -> "ISO 8601 as in 2024-01-15T10:30:00Z, or seconds or milliseconds since 1970";
            case INTEGER -> "a whole number";
            case DECIMAL, FLOAT -> "a number";
        };
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }
}
