package dev.tidemark.ingestion.decode;

import dev.tidemark.domain.event.RejectionCode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * Moments as clients write them, truncated to the millisecond.
 *
 * <ul>
 *   <li>ISO 8601 with offset or {@code Z}: {@code 2024-01-15T10:30:00.123+01:00}; a blank instead of the {@code T} and an offset
 *       without colon or minutes will do. Without offset it is UTC, and a date alone is its midnight: a server's own zone must not
 *       change what a client said.
 *   <li>A number, also as text, since 1970: seconds up to 99 999 999 999 (the year 5138), beyond that milliseconds (of 1973 and
 *       later). Between 2000 and 5138 no moment can be mistaken.
 * </ul>
 */
final class Timestamps {

    private static final long FIRST_MILLIS = 100_000_000_000L;
    private static final int MAX_DIGITS = 18;

    private Timestamps() {}

    static Instant parse(Value value) throws InvalidEventException {
        String text = value.text();
        if (value.isNumber()) {
            return ofNumber(text);
        }
        return new Iso(text).parse();
    }

    private static Instant ofNumber(String text) throws InvalidEventException {
        BigDecimal number = Numbers.decimal("timestamp", text);
        if ((long) number.precision() - number.scale() > MAX_DIGITS) {
            throw invalid(text);
        }
        boolean seconds = number.abs().compareTo(BigDecimal.valueOf(FIRST_MILLIS)) < 0;
        BigDecimal millis = seconds ? number.movePointRight(3) : number;
        return Instant.ofEpochMilli(millis.setScale(0, RoundingMode.FLOOR).longValueExact());
    }

    private static InvalidEventException invalid(String text) {
        String shown = text.length() > 64 ? text.substring(0, 64) + "…" : text;
        return new InvalidEventException(
                RejectionCode.INVALID_TIMESTAMP,
                "timestamp is '" + shown
                        + "', expected ISO 8601 as in 2024-01-15T10:30:00Z, or seconds or milliseconds since 1970");
    }

    /** Reads one text from left to right; the general parser of the JDK takes ten times as long and fails by exception. */
    private static final class Iso {
        private final String text;
        private int position;

        Iso(String text) {
            this.text = text;
        }

        Instant parse() throws InvalidEventException {
            long day = day();
            long milliOfDay = 0;
            long offsetMinutes = 0;
            if (position < text.length()) {
                expectOneOf("Tt ");
                milliOfDay = timeOfDay();
                offsetMinutes = offset();
            }
            require(position == text.length());
            return Instant.ofEpochMilli(day * 86_400_000 + milliOfDay - offsetMinutes * 60_000);
        }

        private long day() throws InvalidEventException {
            int year = number(4);
            expectOneOf("-");
            int month = number(2);
            expectOneOf("-");
            int day = number(2);
            require(month >= 1 && month <= 12 && day >= 1);
            require(day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
            return LocalDate.of(year, month, day).toEpochDay();
        }

        private long timeOfDay() throws InvalidEventException {
            int hour = number(2);
            expectOneOf(":");
            int minute = number(2);
            int second = 0;
            int millis = 0;
            if (accept(':')) {
                second = number(2);
                millis = accept('.') || accept(',') ? millis() : 0;
            }
            require(hour < 24 && minute < 60 && second < 60);
            return ((hour * 60L + minute) * 60 + second) * 1000 + millis;
        }

        private int millis() throws InvalidEventException {
            int start = position;
            int millis = 0;
            while (position < text.length() && isDigit(text.charAt(position))) {
                if (position - start < 3) {
                    millis = millis * 10 + text.charAt(position) - '0';
                }
                position++;
            }
            int digits = position - start;
            require(digits > 0);
            return digits == 1 ? millis * 100 : digits == 2 ? millis * 10 : millis;
        }

        private long offset() throws InvalidEventException {
            if (position == text.length() || accept('Z') || accept('z')) {
                return 0;
            }
            boolean west = text.charAt(position) == '-';
            expectOneOf("+-");
            int hours = number(2);
            int minutes = position == text.length() ? 0 : minutes();
            require(hours <= 18 && minutes < 60);
            return (west ? -1 : 1) * (hours * 60L + minutes);
        }

        private int minutes() throws InvalidEventException {
            accept(':');
            return number(2);
        }

        private int number(int digits) throws InvalidEventException {
            require(position + digits <= text.length());
            int number = 0;
            for (int end = position + digits; position < end; position++) {
                char c = text.charAt(position);
                require(isDigit(c));
                number = number * 10 + c - '0';
            }
            return number;
        }

        private boolean accept(char c) {
            boolean found = position < text.length() && text.charAt(position) == c;
            position += found ? 1 : 0;
            return found;
        }

        private void expectOneOf(String chars) throws InvalidEventException {
            require(position < text.length() && chars.indexOf(text.charAt(position)) >= 0);
            position++;
        }

        private void require(boolean condition) throws InvalidEventException {
            if (!condition) {
                throw invalid(text);
            }
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
