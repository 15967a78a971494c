package dev.tidemark.query.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodPropertiesTest {

    private static final Instant NEW_YEAR = Instant.parse("2024-01-01T00:00:00Z");

    /** Also over clock changes, and where a month before is shorter; ragged ends may reach a month's difference into the period itself. */
    @Property(tries = 2000)
    void everyPeriodHasOneBefore(
            @ForAll @LongRange(max = 3L * 365 * 24 * 60) long minute,
            @ForAll @LongRange(min = 1, max = 30 * 24 * 60) long minutes,
            @ForAll Granularity granularity,
            @ForAll("zones") ZoneId zone) {
        Instant from = NEW_YEAR.plus(Duration.ofMinutes(minute));
        TimeRange range = new TimeRange(from, from.plus(Duration.ofMinutes(minutes)));
        Period period = Period.of(range, granularity, zone, DayOfWeek.MONDAY);
        TimeRange before = period.previous().buckets().range();
        assertThat(before.from()).isBefore(range.from());
        assertThat(before.to()).isBefore(range.to());
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                ZoneOffset.UTC,
                ZoneId.of("Europe/Berlin"),
                ZoneId.of("America/New_York"),
                ZoneId.of("Asia/Kathmandu"),
                ZoneId.of("Australia/Lord_Howe"));
    }

    @Test
    void theLastDayOfAMonthHasADayBeforeAMonth() {
        TimeRange day = new TimeRange(Instant.parse("2026-03-30T00:00:00Z"), Instant.parse("2026-03-31T00:00:00Z"));
        Period period = Period.of(day, Granularity.MONTH, ZoneOffset.UTC, DayOfWeek.MONDAY);
        assertThat(period.previous().buckets().range())
                .isEqualTo(new TimeRange(Instant.parse("2026-02-28T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z")));
    }
}
