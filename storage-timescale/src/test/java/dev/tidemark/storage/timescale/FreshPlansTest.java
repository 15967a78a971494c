package dev.tidemark.storage.timescale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshPlansTest {

    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    @Test
    void hoursWithNothingBetweenAreOneRange() {
        assertThat(FreshPlans.together(List.of(hour(0), hour(1), hour(3))))
                .isEqualTo(List.of(new TimeRange(hour(0), hour(2)), new TimeRange(hour(3), hour(4))));
    }

    @Test
    void manyHoursApartAreFewRangesThatHoldThemAll() {
        List<Instant> hours =
                IntStream.range(0, 10_000).mapToObj(i -> hour(7 * i)).toList();
        List<TimeRange> ranges = FreshPlans.together(hours);
        assertThat(ranges).hasSizeLessThanOrEqualTo(100);
        assertThat(hours).allMatch(hour -> ranges.stream().anyMatch(range -> range.contains(hour)));
    }

    private static Instant hour(int number) {
        return START.plus(Duration.ofHours(number));
    }
}
