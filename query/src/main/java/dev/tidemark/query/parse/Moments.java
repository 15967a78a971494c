package dev.tidemark.query.parse;

import static java.time.temporal.ChronoUnit.MILLIS;

import dev.tidemark.domain.time.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads moments as users write them: with an offset; local dates and times, which are read in the zone; or relative to now.
 * {@code -7d} is {@code now-7d}, {@code today} is where today began. Steps of days and longer keep the local time of day, steps of
 * minutes and hours are lengths. A local time that a clock change skipped is read as if the clock had not yet been changed, one
 * that came twice is the first of both.
 */
public final class Moments {

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** The pattern recurs once per step: a longer text could exhaust the stack. */
    private static final int LONGEST = 100;

    private static final Pattern RELATIVE = Pattern.compile("(now|today)?((?:[+-][0-9]{1,6}(?:mo|[mhdwy]))*)");
    private static final Pattern STEP = Pattern.compile("([+-])([0-9]{1,6})(mo|[mhdwy])");

    private static final String EXPECTED =
            "a date (2026-01-31), a date and time (2026-01-31T12:00, 2026-01-31T12:00:00Z,"
                    + " 2026-01-31T12:00:00+01:00) or a relative time (now, today, -7d, today-1mo; units m h d w mo y)";

    private final Instant now;
    private final ZoneId zone;

    public Moments(Instant now, ZoneId zone) {
        this.now = now.truncatedTo(MILLIS);
        this.zone = zone;
    }

    /** The moment, in whole milliseconds; what is finer is rounded up, so that a range keeps exactly the events it had. */
    public Instant read(Input input) {
        String text = input.text(EXPECTED).strip();
        try {
            Instant moment = isRelative(text) ? relative(text) : absolute(text);
            if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
                throw input.mistake("a time between the years 1900 and 2200");
            }
            Instant whole = moment.truncatedTo(MILLIS);
            return whole.equals(moment) ? whole : whole.plusMillis(1);
        } catch (DateTimeException | ArithmeticException e) {
            throw input.mistake(EXPECTED);
        }
    }

    /** The range between two moments. */
    public TimeRange range(Input from, Input to) {
        Instant begin = read(from);
        Instant end = read(to);
        return TimeRange.between(begin, end)
                .orElseThrow(() -> to.mistake("a time after from, which is "
                        + begin.atZone(zone).toOffsetDateTime() + "; to is not part of the range"));
    }

    /** The zone of this name. */
    public static ZoneId zone(Input input) {
        String expected = "a time zone such as Europe/Berlin, UTC or +05:30";
        try {
            return ZoneId.of(input.text(expected));
        } catch (DateTimeException e) {
            throw input.unknown(expected, ZoneId.getAvailableZoneIds());
        }
    }

    private static boolean isRelative(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST
                && RELATIVE.matcher(text).matches();
    }

    private Instant relative(String text) {
        ZonedDateTime moment = now.atZone(zone);
        if (text.startsWith("today")) {
            moment = moment.toLocalDate().atStartOfDay(zone);
        }
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            int count = Integer.parseInt(step.group(1) + step.group(2));
            moment = step(moment, count, step.group(3));
        }
        return moment.toInstant();
    }

    private static ZonedDateTime step(ZonedDateTime moment, int count, String unit) {
        return switch (unit) {
            case "m" -> moment.plus(Duration.ofMinutes(count));
            case "h" -> moment.plus(Duration.ofHours(count));
            case "d" -> moment.plus(Period.ofDays(count));
            case "w" -> moment.plus(Period.ofWeeks(count));
            case "mo" -> moment.plus(Period.ofMonths(count));
            case "y" -> moment.plus(Period.ofYears(count));
            default -> throw new IllegalArgumentException("unit is " + unit + ", expected one of m h d w mo y");
        };
    }

    private Instant absolute(String text) {
        if (text.length() == "2026-01-31".length()) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        TemporalAccessor parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                text.replace(' ', 'T').toUpperCase(Locale.ROOT), OffsetDateTime::from, LocalDateTime::from);
        return parsed instanceof OffsetDateTime moment
                ? moment.toInstant()
                : ((LocalDateTime) parsed).atZone(zone).toInstant();
    }
}
