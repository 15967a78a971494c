package dev.tidemark.storage.timescale;

import dev.tidemark.domain.plan.Plan;
import dev.tidemark.domain.plan.Planner;
import dev.tidemark.domain.plan.Source;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plans anew what is to be read from continuous aggregates: by these, what they hold; by events, the time that they do not hold yet, and the hours in which the tenant had late events since they were
 * brought up to date. So an answer has every batch that was written before it was asked for, and no bucket twice.
 */
record FreshPlans(PostgreSql server, KeptRollups<AggregatedRollup> rollups) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_GAPS = 100;
    private static final int ATTEMPTS = 4;

    /** First how far rollups are, then late hours: in one statement, so of one moment. */
    private static final String SELECT = """
            SELECT tables_name, filled_to
            FROM aggregates
            UNION ALL
            (SELECT DISTINCT NULL, hour
            FROM late_hours
            WHERE tenant_id = {} AND hour > {} AND hour < {})
            ORDER BY 2""";

    /** Reads by a plan. */
    @FunctionalInterface
    interface Read<T> {
        T by(Plan plan, Duration timeout);
    }

    /**
     * Reads by what answers the query now, of the plan's rollups alone. Looking at what they hold is one statement and reading another, so it is looked at again: where a late batch came in between, half of it may
     * have been seen, and all is read anew; in the end by events alone, which is one statement of one moment.
     */
    <T> T reading(AggregateQuery query, Plan plan, Duration timeout, Read<T> read) {
        Set<RollupDefinition> used = rollups(plan);
        if (used.isEmpty()) {
            return read.by(plan, timeout);
        }
        long end = System.nanoTime() + timeout.toNanos();
        State state = state(query);
        for (int i = 0; i < ATTEMPTS; i++) {
            T answer = read.by(plan(query, used, state), left(end));
            State then = state(query);
            if (then.equals(state)) {
                return answer;
            }
            state = then;
        }
        return read.by(Plan.raw(query.buckets().range()), left(end));
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
    }

    private static Set<RollupDefinition> rollups(Plan plan) {
        return plan.segments().stream()
                .map(segment -> segment.source())
                .filter(Source.Rollup.class::isInstance)
                .map(source -> ((Source.Rollup) source).definition())
                .collect(Collectors.toSet());
    }

    private Plan plan(AggregateQuery query, Set<RollupDefinition> used, State state) {
        List<RollupCoverage> fresh = new ArrayList<>();
        for (AggregatedRollup rollup : rollups.all()) {
            if (used.contains(rollup.definition()) && rollup.isComplete()) {
                fresh.add(new RollupCoverage(rollup.definition(), state.complete(rollup)));
            }
        }
        return new Planner().plan(query, fresh);
    }

    private State state(AggregateQuery query) {
        TimeRange range = query.buckets().range();
        Fragment select = Fragment.of(
                SELECT,
                Fragment.value(query.tenant().value()),
                Horizon.moment(range.from().minus(HOUR)),
                Horizon.moment(range.to()));
        Map<String, Instant> filledTo = new HashMap<>();
        List<Instant> late = new ArrayList<>();
        server.read(
                "looking for late events",
                connection -> Statements.rows(connection, select, row -> {
                    Instant moment = Horizon.instant(row, 2);
                    String rollup = row.getString(1);
                    return rollup == null ? (Object) late.add(moment) : filledTo.putIfAbsent(rollup, moment);
                }));
        return new State(filledTo, together(late));
    }

    /**
     * How far each rollup is, by the name of its tables, and when the tenant had late events, ascending.
     */
    private record State(Map<String, Instant> filledTo, List<TimeRange> late) {

        /** What the rollup can answer for by itself. */
        List<TimeRange> complete(AggregatedRollup rollup) {
            List<TimeRange> ranges = new ArrayList<>();
            Instant end = filledTo.getOrDefault(rollup.tablesName(), Instant.EPOCH);
            for (TimeRange known : rollup.complete()) {
                Optional<TimeRange> held = TimeRange.between(known.from(), end).flatMap(known::intersection);
                held.ifPresent(range -> ranges.addAll(withoutLate(range)));
            }
            return ranges;
        }

        private List<TimeRange> withoutLate(TimeRange range) {
            List<TimeRange> ranges = new ArrayList<>();
            Instant from = range.from();
            for (TimeRange gap : late) {
                Instant until = gap.from().isAfter(range.to()) ? range.to() : gap.from();
                TimeRange.between(from, until).ifPresent(ranges::add);
                from = gap.to().isAfter(from) ? gap.to() : from;
            }
            TimeRange.between(from, range.to()).ifPresent(ranges::add);
            return ranges;
        }
    }

    /** Ranges of hours; of more than a statement can well have, those near each other are made one, and what is between is read from events, too. */
    static List<TimeRange> together(List<Instant> hours) {
        Duration near = Duration.ZERO;
        List<TimeRange> ranges = together(hours, near);
        while (ranges.size() > MOST_GAPS) {
            near = near.multipliedBy(2).plus(HOUR);
            ranges = together(hours, near);
        }
        return ranges;
    }

    private static List<TimeRange> together(List<Instant> hours, Duration near) {
        List<TimeRange> ranges = new ArrayList<>();
        for (Instant hour : hours) {
            boolean isNear =
                    !ranges.isEmpty() && !hour.isAfter(ranges.getLast().to().plus(near));
            Instant from = isNear ? ranges.removeLast().from() : hour;
            ranges.add(new TimeRange(from, hour.plus(HOUR)));
        }
        return ranges;
    }
}
