package dev.tidemark.testkit.generate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * When things happen. A case plays around one scene: an instant at which calendars do something. Events and the ends of ranges lie
 * at offsets from it that are mostly multiples of bucket widths, give or take a millisecond, so that they meet at boundaries.
 */
final class Moments {

    /** A quiet noon, midnights that end a year, a month and a leap day, and clock changes. */
    static final List<Instant> SCENES = Stream.of(
                    "2026-03-11T12:00:00Z",
                    "2026-01-01T00:00:00Z",
                    "2026-03-29T01:00:00Z",
                    "2025-10-26T01:00:00Z",
                    "2025-11-02T06:00:00Z",
                    "2026-04-04T15:00:00Z",
                    "2024-02-29T00:00:00Z",
                    "2026-07-01T00:00:00Z",
                    "2011-12-30T10:00:00Z")
            .map(Instant::parse)
            .toList();

    /** Whole, half and quarter hours off, both sides of the date line, half-hour clock changes, a date that did not exist. */
    static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Europe/Berlin",
                    "America/New_York",
                    "Asia/Kolkata",
                    "Asia/Kathmandu",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "Pacific/Kiritimati",
                    "America/St_Johns",
                    "Africa/Casablanca",
                    "-11:00")
            .map(ZoneId::of)
            .toList();

    private Moments() {}

    static Arbitrary<Instant> scenes() {
        return Arbitraries.of(SCENES);
    }

    /** Milliseconds from the scene. */
    static Arbitrary<Long> offsets() {
        return Arbitraries.frequencyOf(
                Tuple.of(2, multiples(Duration.ofMinutes(1), 30)),
                Tuple.of(3, multiples(Duration.ofMinutes(5), 24)),
                Tuple.of(4, multiples(Duration.ofHours(1), 50)),
                Tuple.of(4, multiples(Duration.ofDays(1), 40)),
                Tuple.of(
                        2,
                        Arbitraries.longs()
                                .between(
                                        -Duration.ofDays(3).toMillis(),
                                        Duration.ofDays(3).toMillis())));
    }

    /** Where ranges end: as far away as events are, or at any of their offsets. */
    static Arbitrary<Long> ends() {
        return Arbitraries.frequencyOf(Tuple.of(2, multiples(Duration.ofDays(1), 60)), Tuple.of(1, offsets()));
    }

    static Arbitrary<ZoneId> zones() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(ZONES.getFirst())), Tuple.of(2, Arbitraries.of(ZONES)));
    }

    static Arbitrary<DayOfWeek> weekStarts() {
        return Arbitraries.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY);
    }

    private static Arbitrary<Long> multiples(Duration unit, int most) {
        Arbitrary<Integer> counts =
                Arbitraries.integers().between(-most, most).withDistribution(RandomDistribution.uniform());
        Arbitrary<Integer> beside = Arbitraries.frequency(Tuple.of(4, 0), Tuple.of(1, -1), Tuple.of(1, 1));
        return Combinators.combine(counts, beside).as((count, milliseconds) -> count * unit.toMillis() + milliseconds);
    }
}
