package dev.tidemark.domain.event;

import dev.tidemark.domain.time.TimeRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The limits of the catalogue, checked value by value. A value that passes here is stored by every store unchanged. */
public final class FieldLimits {

    /** Timestamps before this are a broken clock. */
    public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** How far ahead of the server a client's clock may run. */
    public static final Duration FUTURE_TOLERANCE = Duration.ofHours(24);

    /** What every store can hold; no event's time is outside, whatever clocks said. */
    public static final TimeRange STORABLE = new TimeRange(Instant.EPOCH, Instant.parse("2299-01-01T00:00:00Z"));

    /** Digits after the decimal point of an amount. */
    public static final int DECIMAL_SCALE = 4;

    /** Digits of an amount in all. */
    public static final int DECIMAL_PRECISION = 18;

    private FieldLimits() {}

    /**
     * Checks one value against its field.
     *
     * @param value of the Java class of the field's type
     * @return what is wrong, or empty
     */
    public static Optional<Violation> check(Field field, Object value) {
        if (!field.type().javaType().isInstance(value)) {
            return violation(
                    RejectionCode.WRONG_TYPE,
                    field.label() + " is a " + value.getClass().getSimpleName() + ", expected "
                            + field.type().javaType().getSimpleName());
        }
        return switch (value) {
            case String text -> checkText(field, text);
            case Long number when number < 0 -> outOfRange(field, number, "a whole number of zero or more");
            case Double number
            when !(number >= 0 && Double.isFinite(number)) ->
                outOfRange(field, number, "a finite number of zero or more");
            case BigDecimal number
            when number.scale() != DECIMAL_SCALE || number.precision() > DECIMAL_PRECISION ->
                outOfRange(field, number, "at most 14 digits before and 4 after the decimal point");
            case Instant instant
            when !instant.equals(instant.truncatedTo(ChronoUnit.MILLIS)) ->
                outOfRange(field, instant, "whole milliseconds");
            default -> Optional.empty();
        };
    }

    /** Checks a client's timestamp against the server's clock. */
    public static Optional<Violation> checkTimestamp(Instant timestamp, Instant now) {
        if (timestamp.isBefore(EARLIEST)) {
            return violation(
                    RejectionCode.ANCIENT_TIMESTAMP,
                    "timestamp is " + timestamp + ", expected " + EARLIEST + " or later; check the client's clock");
        }
        if (timestamp.isAfter(now.plus(FUTURE_TOLERANCE))) {
            return violation(
                    RejectionCode.FUTURE_TIMESTAMP,
                    "timestamp is " + timestamp + ", more than 24 hours ahead of the server's clock, which says " + now
                            + "; check the client's clock");
        }
        return Optional.empty();
    }

    private static Optional<Violation> checkText(Field field, String text) {
        if (text.isEmpty()) {
            return violation(RejectionCode.WRONG_TYPE, field.label() + " is empty, expected a text or nothing");
        }
        if (text.length() > field.limit() && text.codePointCount(0, text.length()) > field.limit()) {
            return violation(
                    RejectionCode.TOO_LONG,
                    field.label() + " has " + text.codePointCount(0, text.length()) + " characters, expected at most "
                            + field.limit());
        }
        return Optional.empty();
    }

    private static Optional<Violation> outOfRange(Field field, Object value, String expected) {
        return violation(RejectionCode.OUT_OF_RANGE, field.label() + " is " + value + ", expected " + expected);
    }

    private static Optional<Violation> violation(RejectionCode code, String message) {
        return Optional.of(new Violation(code, message));
    }
}
