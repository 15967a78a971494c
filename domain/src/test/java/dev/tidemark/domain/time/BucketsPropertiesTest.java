package dev.tidemark.domain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BucketsPropertiesTest {

    private static final List<ZoneId> ZONES =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();

    @Property(tries = 3000)
    void bucketsAreTheRangeWithoutGapsOrOverlaps(@ForAll("cases") Case sample) {
        Buckets buckets = sample.buckets();
        assertThat(buckets.range()).isEqualTo(sample.range());
        Instant expected = sample.range().from();
        for (Bucket bucket : buckets.list()) {
            assertThat(bucket.range().from()).isEqualTo(expected);
            expected = bucket.range().to();
        }
        assertThat(expected).isEqualTo(sample.range().to());
    }

    @Property(tries = 3000)
    void everyBucketBeginsWhereTheLocalCalendarUnitDoes(@ForAll("cases") Case sample) {
        for (Bucket bucket : sample.buckets().list()) {
            assertThat(beginsUnit(bucket.start(), sample))
                    .as("%s in %s", bucket, sample)
                    .isTrue();
        }
    }

    @Property(tries = 3000)
    void noUnitBeginsInsideABucket(@ForAll("cases") Case sample) {
        for (Bucket bucket : sample.buckets().list()) {
            Instant probe = bucket.start()
                    .plus(Duration.between(bucket.start(), bucket.range().to()).dividedBy(2));
            probe = probe.truncatedTo(ChronoUnit.MINUTES);
            if (probe.isAfter(bucket.start())) {
                assertThat(beginsUnit(probe, sample))
                        .as("%s in %s", probe, bucket)
                        .isFalse();
            }
        }
    }

    @Property(tries = 1000)
    void aRangeInsideAnotherGetsTheSameBoundaries(@ForAll("cases") Case sample) {
        Buckets whole = sample.buckets();
        TimeRange range = sample.range();
        Instant middle = range.from().plusMillis(range.length().toMillis() / 2);
        if (sample.granularity() != Granularity.NONE && middle.isAfter(range.from())) {
            Buckets part = Buckets.of(
                    new TimeRange(middle, range.to()), sample.granularity(), sample.zone(), sample.weekStart());
            List<Instant> expected = whole.list().stream()
                    .filter(bucket -> bucket.range().to().isAfter(middle))
                    .map(Bucket::start)
                    .toList();
            assertThat(part.list().stream().map(Bucket::start).toList()).isEqualTo(expected);
        }
    }

    @Property(tries = 2000)
    void indexOfFindsTheBucketThatHoldsTheInstant(@ForAll("cases") Case sample, @ForAll double share) {
        TimeRange range = sample.range();
        double part = Math.abs(share % 1);
        Instant instant = range.from().plusMillis((long) (part * (range.length().toMillis() - 1)));
        int index = sample.buckets().indexOf(instant);
        assertThat(sample.buckets().get(index).range().contains(instant)).isTrue();
        assertThat(sample.buckets().indexOf(range.to())).isEqualTo(-1);
    }

    @Example
    void daysOfClockChangesHave23And25Hours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        assertThat(lengths("2026-03-28", "2026-03-31", berlin, Granularity.DAY)).containsExactly(24L, 23L, 24L);
        assertThat(lengths("2026-10-24", "2026-10-27", berlin, Granularity.DAY)).containsExactly(24L, 25L, 24L);
    }

    @Example
    void weeksCrossTheNewYear() {
        ZoneId utc = ZoneId.of("UTC");
        Buckets monday = Buckets.of(range("2025-12-22", "2026-01-12", utc), Granularity.WEEK, utc, DayOfWeek.MONDAY);
        assertThat(monday.list().stream()
                        .map(bucket -> bucket.start().toString().substring(0, 10)))
                .containsExactly("2025-12-22", "2025-12-29", "2026-01-05");
        Buckets sunday = Buckets.of(range("2025-12-28", "2026-01-04", utc), Granularity.WEEK, utc, DayOfWeek.SUNDAY);
        assertThat(sunday.size()).isOne();
    }

    @Example
    void aDateThatAZoneSkippedHasNoBucket() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        assertThat(lengths("2011-12-29", "2012-01-01", apia, Granularity.DAY)).containsExactly(24L, 24L);
    }

    @Example
    void hoursOfHalfHourZonesBeginAtHalfPast() {
        ZoneId kolkata = ZoneId.of("Asia/Kolkata");
        Buckets hours =
                Buckets.of(range("2026-01-01", "2026-01-02", kolkata), Granularity.HOUR, kolkata, DayOfWeek.MONDAY);
        assertThat(hours.size()).isEqualTo(24);
        assertThat(hours.get(0).start()).isEqualTo("2025-12-31T18:30:00Z");
    }

    private static List<Long> lengths(String from, String to, ZoneId zone, Granularity granularity) {
        return Buckets.of(range(from, to, zone), granularity, zone, DayOfWeek.MONDAY).list().stream()
                .map(bucket -> bucket.range().length().toHours())
                .toList();
    }

    private static TimeRange range(String from, String to, ZoneId zone) {
        return new TimeRange(
                LocalDate.parse(from).atStartOfDay(zone).toInstant(),
                LocalDate.parse(to).atStartOfDay(zone).toInstant());
    }

    /** Says whether a unit begins at the instant, from the local clock just before and at it: written apart from the code tested. */
    private static boolean beginsUnit(Instant instant, Case sample) {
        var now = instant.atZone(sample.zone());
        return switch (sample.granularity()) {
            case MINUTE, FIVE_MINUTES, HOUR -> {
                long unit = sample.granularity().nominalLength().toMillis();
                ZoneOffsetTransition change = sample.zone().getRules().previousTransition(instant.plusNanos(1));
                boolean isChange = change != null && change.getInstant().equals(instant);
                yield isChange || now.getLong(ChronoField.MILLI_OF_DAY) % unit == 0;
            }
            case DAY -> isStartOf(now.toLocalDate(), instant, sample);
            case WEEK ->
                Stream.of(now.toLocalDate(), now.toLocalDate().minusDays(1))
                        .anyMatch(
                                date -> date.getDayOfWeek() == sample.weekStart() && isStartOf(date, instant, sample));
            case MONTH ->
                Stream.of(now.toLocalDate(), now.toLocalDate().minusDays(1))
                        .anyMatch(date -> date.getDayOfMonth() == 1 && isStartOf(date, instant, sample));
            case NONE -> instant.equals(sample.range().from());
        };
    }

    private static boolean isStartOf(LocalDate date, Instant instant, Case sample) {
        return date.atStartOfDay(sample.zone()).toInstant().equals(instant);
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<ZoneId> zones = Arbitraries.of(ZONES);
        Arbitrary<Granularity> granularities = Arbitraries.of(Granularity.class);
        Arbitrary<DayOfWeek> weekStarts = Arbitraries.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
        return Combinators.combine(
                        zones,
                        granularities,
                        weekStarts,
                        offsets(),
                        Arbitraries.longs().between(1, 200_000_000L))
                .as((zone, granularity, weekStart, seed, length) ->
                        new Case(rangeNearChange(zone, seed, length, granularity), granularity, zone, weekStart));
    }

    private Arbitrary<Long> offsets() {
        return Arbitraries.longs().between(0, 100_000_000_000L);
    }

    /** Half of the ranges lie around a clock change of the zone, where mistakes live. */
    private static TimeRange rangeNearChange(ZoneId zone, long seed, long length, Granularity granularity) {
        Instant base = Instant.parse("2000-01-01T00:00:00Z").plusMillis(seed * 9);
        ZoneOffsetTransition change = seed % 2 == 0 ? zone.getRules().nextTransition(base) : null;
        Instant from = change == null ? base : change.getInstant().minusMillis(length / 2);
        long scale = granularity == Granularity.WEEK || granularity == Granularity.MONTH ? 20 : 1;
        return new TimeRange(from, from.plusMillis(length * scale));
    }

    record Case(TimeRange range, Granularity granularity, ZoneId zone, DayOfWeek weekStart) {
        Buckets buckets() {
            return Buckets.of(range, granularity, zone, weekStart);
        }
    }
}
