package dev.tidemark.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldLimitsTest {

    private static final Instant NOW = Instant.parse("2026-05-05T05:05:05.005Z");

    static Stream<Field> texts() {
        return Stream.of(Field.values()).filter(field -> field.type() == FieldType.TEXT);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextMayHaveAsManyCodePointsAsItsLimitSays(Field field) {
        assertThat(code(field, "x".repeat(field.limit()))).isEmpty();
        assertThat(code(field, "\uD83D\uDE00".repeat(field.limit()))).isEmpty();
        assertThat(code(field, "x".repeat(field.limit() + 1))).contains(RejectionCode.TOO_LONG);
        assertThat(code(field, "\uD83D\uDE00".repeat(field.limit()) + "x")).contains(RejectionCode.TOO_LONG);
        assertThat(code(field, "")).contains(RejectionCode.WRONG_TYPE);
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void aValueOfAnotherTypeIsRefusedByNamingBoth(Field field) {
        Object other = field.type() == FieldType.TEXT ? 1L : "text";
        Violation violation = FieldLimits.check(field, other).orElseThrow();
        assertThat(violation.code()).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(violation.message())
                .contains(field.label())
                .contains(field.type().javaType().getSimpleName());
    }

    @Test
    void amountsHaveFourteenDigitsBeforeThePointAndFourAfter() {
        assertThat(code(Field.AMOUNT, new BigDecimal("99999999999999.9999"))).isEmpty();
        assertThat(code(Field.AMOUNT, new BigDecimal("-99999999999999.9999"))).isEmpty();
        assertThat(code(Field.AMOUNT, new BigDecimal("0.0000"))).isEmpty();
        assertThat(code(Field.AMOUNT, new BigDecimal("100000000000000.0000"))).contains(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.AMOUNT, new BigDecimal("1.00"))).contains(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.AMOUNT, new BigDecimal("1.00000"))).contains(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void wholeNumbersAreNotNegative() {
        assertThat(code(Field.BYTES, 0L)).isEmpty();
        assertThat(code(Field.BYTES, Long.MAX_VALUE)).isEmpty();
        assertThat(code(Field.BYTES, -1L)).contains(RejectionCode.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -Double.MIN_VALUE, -1})
    void floatsAreFiniteAndNotNegative(double value) {
        assertThat(code(Field.DURATION_MS, value)).contains(RejectionCode.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, Double.MIN_VALUE, Double.MAX_VALUE})
    void anyOtherFloatIsTaken(double value) {
        assertThat(code(Field.DURATION_MS, value)).isEmpty();
    }

    @Test
    void instantsAreWholeMilliseconds() {
        assertThat(code(Field.TIMESTAMP, NOW)).isEmpty();
        assertThat(code(Field.TIMESTAMP, NOW.plusNanos(1))).contains(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void identifiersAreTakenAsTheyAre() {
        assertThat(code(Field.EVENT_ID, new UUID(0, 0))).isEmpty();
    }

    @Test
    void aTimestampMayBeADayAheadAndAsOldAsTheYear2000() {
        assertThat(FieldLimits.checkTimestamp(NOW.plus(Duration.ofDays(1)), NOW))
                .isEmpty();
        assertThat(FieldLimits.checkTimestamp(FieldLimits.EARLIEST, NOW)).isEmpty();
        assertThat(FieldLimits.checkTimestamp(NOW.plus(Duration.ofDays(1)).plusMillis(1), NOW))
                .map(Violation::code)
                .contains(RejectionCode.FUTURE_TIMESTAMP);
        assertThat(FieldLimits.checkTimestamp(FieldLimits.EARLIEST.minusMillis(1), NOW))
                .map(Violation::code)
                .contains(RejectionCode.ANCIENT_TIMESTAMP);
    }

    private static Optional<RejectionCode> code(Field field, Object value) {
        return FieldLimits.check(field, value).map(Violation::code);
    }
}
