package dev.tidemark.ingestion.decode;

import static dev.tidemark.ingestion.decode.Decoding.codeWith;
import static dev.tidemark.ingestion.decode.Decoding.eventWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.RejectionCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {

    private static @Nullable Object value(Field field, String json) {
        return eventWith("\"" + field.label() + "\":" + json).value(field);
    }

    private static RejectionCode code(Field field, String json) {
        return codeWith("\"" + field.label() + "\":" + json);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-15T10:30:00Z,2024-01-15T10:30:00Z",
        "2024-01-15t10:30:00z,2024-01-15T10:30:00Z",
        "2024-01-15 10:30:00,2024-01-15T10:30:00Z",
        "2024-01-15T10:30,2024-01-15T10:30:00Z",
        "2024-01-15T10:30:00.1239999999Z,2024-01-15T10:30:00.123Z",
        "2024-01-15T10:30:00.5,2024-01-15T10:30:00.500Z",
        "2024-01-15T10:30:00+01:00,2024-01-15T09:30:00Z",
        "2024-01-15T10:30:00-0530,2024-01-15T16:00:00Z",
        "2024-01-15T10:30:00+01,2024-01-15T09:30:00Z",
        "2024-02-29,2024-02-29T00:00:00Z",
        "1705314600,2024-01-15T10:30:00Z",
        "1705314600000,2024-01-15T10:30:00Z"
    })
    void timestampAsText(String text, Instant expected) {
        assertThat(value(Field.TIMESTAMP, "\"" + text + "\"")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1705314600,2024-01-15T10:30:00Z",
        "1705314600.1239,2024-01-15T10:30:00.123Z",
        "1705314600000,2024-01-15T10:30:00Z",
        "1705314600000.9,2024-01-15T10:30:00Z",
        "1.7053146e9,2024-01-15T10:30:00Z",
        "946684800,2000-01-01T00:00:00Z"
    })
    void timestampAsNumber(String number, Instant expected) {
        assertThat(value(Field.TIMESTAMP, number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"yesterday\"",
                "\"2023-02-29\"",
                "\"2024-13-01\"",
                "\"2024-01-15T24:00:00Z\"",
                "\"2024-01-15T10:30:60Z\"",
                "\"2024-01-15T10:30:00.Z\"",
                "\"2024-01-15T10:30:00Zx\"",
                "\"2024-01-15T\"",
                "\"2024-1-5\"",
                "\"15.01.2024\"",
                "1e300",
                "12345678901234567890123"
            })
    void whatIsNoTimestamp(String json) {
        assertThat(code(Field.TIMESTAMP, json)).isIn(RejectionCode.INVALID_TIMESTAMP, RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void timestampOutsideTheRange() {
        assertThat(code(Field.TIMESTAMP, "\"1999-12-31T23:59:59.999Z\"")).isEqualTo(RejectionCode.ANCIENT_TIMESTAMP);
        assertThat(code(Field.TIMESTAMP, "-1")).isEqualTo(RejectionCode.ANCIENT_TIMESTAMP);
        assertThat(code(Field.TIMESTAMP, "\"2026-02-02T12:00:00.124Z\"")).isEqualTo(RejectionCode.FUTURE_TIMESTAMP);
        assertThat(value(Field.TIMESTAMP, "\"2026-02-02T12:00:00.123Z\"")).isEqualTo(Decoding.NOW.plusSeconds(86_400));
        assertThat(eventWith("\"a\":1").timestamp()).isEqualTo(Decoding.NOW);
    }

    @Test
    void numbersSentAsText() {
        assertThat(value(Field.DURATION_MS, "\"12.5\"")).isEqualTo(12.5);
        assertThat(value(Field.QUANTITY, "\"9007199254740993\"")).isEqualTo(9_007_199_254_740_993L);
        assertThat(value(Field.AMOUNT, "\"0.10\"")).isEqualTo(new BigDecimal("0.1000"));
        assertThat(code(Field.DURATION_MS, "\"fast\"")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(code(Field.DURATION_MS, "\"NaN\"")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(code(Field.DURATION_MS, "\"0x10\"")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(code(Field.DURATION_MS, "\" 1\"")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(value(Field.DURATION_MS, "\"\"")).isNull();
    }

    @Test
    void numbersSentForTexts() {
        assertThat(value(Field.USER_ID, "12345")).isEqualTo("12345");
        assertThat(value(Field.APP_VERSION, "1.50")).isEqualTo("1.5");
        assertThat(value(Field.USER_ID, "1e20")).isEqualTo("100000000000000000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "[1]", "{\"a\":1}"})
    void whatConvertsToNothing(String json) {
        for (Field field : new Field[] {Field.USER_ID, Field.EVENT_ID, Field.TIMESTAMP, Field.QUANTITY, Field.AMOUNT}) {
            assertThat(code(field, json)).isEqualTo(RejectionCode.WRONG_TYPE);
        }
    }

    @Test
    void wholeNumbers() {
        assertThat(value(Field.QUANTITY, "1e3")).isEqualTo(1000L);
        assertThat(value(Field.QUANTITY, "2.0")).isEqualTo(2L);
        assertThat(value(Field.BYTES, "9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(code(Field.QUANTITY, "2.5")).isEqualTo(RejectionCode.WRONG_TYPE);
        assertThat(code(Field.BYTES, "9223372036854775808")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.BYTES, "1e999999999")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.BYTES, "-1")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.BYTES, "9".repeat(5000))).isEqualTo(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void floats() {
        assertThat(value(Field.DURATION_MS, "-0.0")).isEqualTo(0.0);
        assertThat(code(Field.DURATION_MS, "-0.1")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.DURATION_MS, "1e309")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(eventWith("\"install_duration_seconds\":1.1").value(Field.DURATION_MS))
                .isEqualTo(1100.0);
    }

    @Test
    void amountsAreNeverRounded() {
        assertThat(value(Field.AMOUNT, "99999999999999.9999")).isEqualTo(new BigDecimal("99999999999999.9999"));
        assertThat(value(Field.AMOUNT, "-5")).isEqualTo(new BigDecimal("-5.0000"));
        assertThat(value(Field.AMOUNT, "1.23450000")).isEqualTo(new BigDecimal("1.2345"));
        assertThat(value(Field.AMOUNT, "0e-9")).isEqualTo(new BigDecimal("0.0000"));
        assertThat(code(Field.AMOUNT, "1.23456")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.AMOUNT, "100000000000000")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(code(Field.AMOUNT, "1e1000")).isEqualTo(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void priceTimesQuantityIsTheAmountWhereNoneIsSent() {
        assertThat(eventWith("\"price\":\"19.99\",\"quantity\":3").value(Field.AMOUNT))
                .isEqualTo(new BigDecimal("59.9700"));
        assertThat(eventWith("\"price\":19.99").value(Field.AMOUNT)).isEqualTo(new BigDecimal("19.9900"));
        assertThat(eventWith("\"price\":19.99,\"amount\":1").value(Field.AMOUNT))
                .isEqualTo(new BigDecimal("1.0000"));
        assertThat(eventWith("\"price\":19.99,\"revenue\":1").value(Field.AMOUNT))
                .isEqualTo(new BigDecimal("1.0000"));
        assertThat(eventWith("\"price\":\"free\"").value(Field.AMOUNT)).isNull();
        assertThat(eventWith("\"properties\":{\"price\":5}").value(Field.AMOUNT))
                .isNull();
        assertThat(codeWith("\"price\":0.00001")).isEqualTo(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void idsAreUuidsOrMadeOfTheText() {
        String uuid = "123E4567-e89b-12d3-a456-426614174000";
        assertThat(value(Field.EVENT_ID, "\"" + uuid + "\"")).hasToString("123e4567-e89b-12d3-a456-426614174000");
        assertThat(value(Field.EVENT_ID, "\"order-1\"")).isEqualTo(value(Field.EVENT_ID, "\"order-1\""));
        assertThat(value(Field.EVENT_ID, "7")).isEqualTo(value(Field.EVENT_ID, "\"7\""));
        assertThat(eventWith("\"event_id\":\"order-1\"").id().version()).isEqualTo(3);
        assertThat(eventWith("\"event_id\":\"1-1-1-1-1\"").id().version()).isEqualTo(3);
        assertThat(eventWith("\"event_id\":null").id().version()).isEqualTo(7);
    }

    @Test
    void countryCodesAreCapitals() {
        assertThat(value(Field.COUNTRY, "\"de\"")).isEqualTo("DE");
        assertThat(value(Field.COUNTRY, "\"dE\"")).isEqualTo("DE");
        assertThat(value(Field.COUNTRY, "\"xx\"")).isEqualTo("xx");
        assertThat(value(Field.COUNTRY, "\"Germany\"")).isEqualTo("Germany");
    }

    @Test
    void textsAreCleaned() {
        assertThat(value(Field.CITY, "\"M\\u0000ünchen\\ud800\"")).isEqualTo("München\uFFFD");
        assertThat(value(Field.CITY, "\"\\u0000\"")).isNull();
        assertThat(code(Field.EVENT_NAME, "\"" + "x".repeat(257) + "\"")).isEqualTo(RejectionCode.TOO_LONG);
        assertThat(value(Field.EVENT_NAME, "\"" + "😀".repeat(256) + "\"")).isEqualTo("😀".repeat(256));
    }

    @Test
    void propertiesAreCanonical() {
        assertThat(eventWith("\"a\":1.50,\"b\":1e2,\"c\":-0.0,\"d\":\"1.50\",\"e\":100,\"f\":-0,\"g\":0.00001")
                        .properties())
                .isEqualTo(Map.of("a", "1.5", "b", "100", "c", "0", "d", "1.50", "e", "100", "f", "0", "g", "0.00001"));
        assertThat(codeWith("\"a\":1e400")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(codeWith("\"a\":1e-99999999999")).isEqualTo(RejectionCode.OUT_OF_RANGE);
        assertThat(codeWith("\"a\":" + "1".repeat(401))).isEqualTo(RejectionCode.OUT_OF_RANGE);
    }

    @Test
    void typeIsRequired() {
        assertThat(Decoding.rejection("{\"user_id\":\"a\"}").violation().code()).isEqualTo(RejectionCode.MISSING_FIELD);
        assertThat(Decoding.rejection("{\"event_type\":\"\"}").violation().code())
                .isEqualTo(RejectionCode.MISSING_FIELD);
    }
}
