package dev.tidemark.query.parse;

import dev.tidemark.domain.time.Buckets;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.answer.Period;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads what time a query is about. */
public final class PeriodParser {

    private static final List<String> GRANULARITIES =
            Arrays.stream(Granularity.values()).map(Granularity::label).toList();

    private static final List<String> WEEK_STARTS = List.of("monday", "sunday");

    private final Instant now;

    public PeriodParser(Instant now) {
        this.now = now;
    }

    /** The period from one moment to another (standard: now), in the zone (UTC), by the granularity (none), in weeks from Monday. */
    public Period parse(
            Input from,
            Optional<Input> to,
            Optional<Input> timezone,
            Optional<Input> granularity,
            Optional<Input> weekStart) {
        ZoneId zone = timezone.map(Moments::zone).orElse(ZoneOffset.UTC);
        TimeRange range = new Moments(now, zone).range(from, to.orElseGet(() -> Input.parameter("to", "now")));
        Granularity width = granularity.map(PeriodParser::granularity).orElse(Granularity.NONE);
        DayOfWeek first = weekStart.map(PeriodParser::weekStart).orElse(DayOfWeek.MONDAY);
        requireFewBuckets(range, width, granularity);
        return Period.of(range, width, zone, first);
    }

    private static void requireFewBuckets(TimeRange range, Granularity width, Optional<Input> granularity) {
        if (width == Granularity.NONE || granularity.isEmpty()) {
            return;
        }
        long expected = range.length().dividedBy(width.nominalLength());
        if (expected > Buckets.MAX - 2) {
            throw granularity
                    .get()
                    .mistakeSaying("'" + width.label() + "' makes about " + expected
                            + " buckets of this range, expected at most " + Buckets.MAX
                            + "; ask for a shorter range or wider buckets");
        }
    }

    /** The granularity of this name. */
    public static Granularity granularity(Input input) {
        String expected = "one of " + String.join(", ", GRANULARITIES);
        return Granularity.ofLabel(input.text(expected)).orElseThrow(() -> input.unknown(expected, GRANULARITIES));
    }

    private static DayOfWeek weekStart(Input input) {
        return switch (input.text("monday or sunday")) {
            case "monday" -> DayOfWeek.MONDAY;
            case "sunday" -> DayOfWeek.SUNDAY;
            default -> throw input.unknown("monday or sunday", WEEK_STARTS);
        };
    }
}
