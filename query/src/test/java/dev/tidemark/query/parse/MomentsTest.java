package dev.tidemark.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.query.mistake.QueryMistakeException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {

    /** Two days before, at 02:00, the clocks of Berlin went from +01:00 to +02:00. */
    private static final Instant NOW = Instant.parse("2026-03-31T10:20:30.456789Z");

    private static final Moments MOMENTS = new Moments(NOW, ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-31,                     2026-01-30T23:00:00Z",
        "2026-07-01,                     2026-06-30T22:00:00Z",
        "2026-01-31T12:00,               2026-01-31T11:00:00Z",
        "2026-01-31 12:00:30,            2026-01-31T11:00:30Z",
        "2026-01-31T12:00:00Z,           2026-01-31T12:00:00Z",
        "2026-01-31t12:00:00z,           2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00+05:30,      2026-01-31T06:30:00Z",
        "2026-01-31T12:00:00.1234Z,      2026-01-31T12:00:00.124Z",
        "2026-03-29T02:30,               2026-03-29T01:30:00Z",
        "2026-10-25T02:30,               2026-10-25T00:30:00Z",
    })
    void absoluteTimes(String text, Instant expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "now,          2026-03-31T10:20:30.456Z",
        "-90m,         2026-03-31T08:50:30.456Z",
        "-3h,          2026-03-31T07:20:30.456Z",
        "-72h,         2026-03-28T10:20:30.456Z",
        "-3d,          2026-03-28T11:20:30.456Z",
        "now-3d,       2026-03-28T11:20:30.456Z",
        "+1h,          2026-03-31T11:20:30.456Z",
        "-1w,          2026-03-24T11:20:30.456Z",
        "-1mo,         2026-02-28T11:20:30.456Z",
        "-1y,          2025-03-31T10:20:30.456Z",
        "-1mo-1d+12h,  2026-02-27T23:20:30.456Z",
        "today,        2026-03-30T22:00:00Z",
        "today-2d,     2026-03-28T23:00:00Z",
        "today-3d,     2026-03-27T23:00:00Z",
        "today+1d,     2026-03-31T22:00:00Z",
    })
    void relativeTimes(String text, Instant expected) {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "tomorrow",
                "7d",
                "-7",
                "-7days",
                "-7M",
                "2026-02-30",
                "2026-13-01",
                "31.01.2026",
                "2026-01-31T25:00",
                "1769860800000",
                "-999999y",
                "0001-01-01",
                "2026-01-31T12:00:00 01:00"
            })
    void anythingElseIsAMistake(String text) {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("from is \"" + text + "\", expected a");
    }

    private static Instant read(String text) {
        return MOMENTS.read(Input.parameter("from", text));
    }
}
