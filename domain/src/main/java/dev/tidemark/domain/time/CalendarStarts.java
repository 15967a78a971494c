package dev.tidemark.domain.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** Starts of local days, weeks or months. */
record CalendarStarts(Granularity unit, ZoneId zone, DayOfWeek weekStart) implements BucketStarts {

    @Override
    public Instant atOrBefore(Instant instant) {
        LocalDate date = unitOf(instant.atZone(zone).toLocalDate());
        // A clock set back over midnight shows the old date again after the new day has begun; set forward over a whole
        // day it
        // skips a date, whose start is then that of the next.
        while (!startOf(next(date)).isAfter(instant)) {
            date = next(date);
        }
        return startOf(date);
    }

    @Override
    public Instant after(Instant start) {
        LocalDate date = next(unitOf(start.atZone(zone).toLocalDate()));
        while (!startOf(date).isAfter(start)) {
            date = next(date);
        }
        return startOf(date);
    }

    private Instant startOf(LocalDate date) {
        return date.atStartOfDay(zone).toInstant();
    }

    private LocalDate unitOf(LocalDate date) {
        return switch (unit) {
            case WEEK -> date.with(TemporalAdjusters.previousOrSame(weekStart));
            case MONTH -> date.withDayOfMonth(1);
            case MINUTE, FIVE_MINUTES, HOUR, DAY, NONE -> date;
        };
    }

    private LocalDate next(LocalDate date) {
        return switch (unit) {
            case WEEK -> date.plusWeeks(1);
            case MONTH -> date.plusMonths(1);
            case MINUTE, FIVE_MINUTES, HOUR, DAY, NONE -> date.plusDays(1);
        };
    }
}
