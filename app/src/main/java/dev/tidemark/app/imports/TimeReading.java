package dev.tidemark.app.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads times as files have them: ISO 8601, SQL's form, seconds or milliseconds since 1970, or a pattern of the user's. */
public final class TimeReading {
    private static final Pattern EPOCH = Pattern.compile("[0-9]{9,11}(\\.[0-9]{1,9})?|[0-9]{12,14}");
    private static final int LONGEST_SECONDS = 11;

    private static final DateTimeFormatter ISO_OR_SQL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[' ']")
            .appendPattern("[XXX][XX][X]")
            .optionalEnd()
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final DateTimeFormatter formatter;
    private final boolean numbers;
    private final ZoneId zone;

    private TimeReading(DateTimeFormatter formatter, boolean numbers, ZoneId zone) {
        this.formatter = formatter;
        this.numbers = numbers;
        this.zone = zone;
    }

    /**
     * @param pattern of {@link DateTimeFormatter}; empty for all the usual forms
     * @param zone of times that do not say theirs
     * @throws IllegalArgumentException if the pattern is none
     */
    public static TimeReading of(Optional<String> pattern, ZoneId zone) {
        return pattern.map(p -> new TimeReading(DateTimeFormatter.ofPattern(p, Locale.ENGLISH), false, zone))
                .orElseGet(() -> new TimeReading(ISO_OR_SQL, true, zone));
    }

    /** The moment; empty if the text is no time of this form. */
    Optional<Instant> read(String text) {
        if (numbers && EPOCH.matcher(text).matches()) {
            return Optional.of(epoch(text));
        }
        try {
            return Optional.of(instant(formatter.parseBest(
                    text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from, LocalDate::from)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Instant epoch(String text) {
        int point = text.indexOf('.');
        if (point < 0 && text.length() > LONGEST_SECONDS) {
            return Instant.ofEpochMilli(Long.parseLong(text));
        }
        long seconds = Long.parseLong(point < 0 ? text : text.substring(0, point));
        String fraction = point < 0 ? "" : text.substring(point + 1);
        return Instant.ofEpochSecond(seconds, Long.parseLong((fraction + "000000000").substring(0, 9)));
    }

    private Instant instant(TemporalAccessor parsed) {
        return switch (parsed) {
            case OffsetDateTime time -> time.toInstant();
            case ZonedDateTime time -> time.toInstant();
            case LocalDateTime time -> time.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException("no date in it");
        };
    }
}
