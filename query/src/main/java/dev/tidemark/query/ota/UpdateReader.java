package dev.tidemark.query.ota;

import dev.tidemark.domain.behavior.LatestQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.rollup.UpdateEvent;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.BehaviorEngine;
import dev.tidemark.query.answer.BehaviorQuestion;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.Mistake;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the store about the updates that a request is about. All its questions together take no longer than one may. */
final class UpdateReader {

    static final Measure EVENTS = new Measure.Direct("events", new Aggregate.Count());
    static final Measure DEVICES = new Measure.Direct("devices", new Aggregate.Unique(Attribute.of(Field.DEVICE_ID)));

    /** As many groups as a list of the most frequent shows. */
    static final int TOP = 1_000;

    /** Fewer hours than there may be buckets. */
    private static final Duration LONGEST_BY_HOUR = Duration.ofDays(2_000);

    private final OtaRequest request;
    private final QueryEngine engine;
    private final BehaviorEngine behavior;
    private final QueryLimits limits;
    private final long begin = System.nanoTime();

    UpdateReader(OtaRequest request, QueryEngine engine, BehaviorEngine behavior, QueryLimits limits) {
        this.request = request;
        this.engine = engine;
        this.behavior = behavior;
        this.limits = limits;
    }

    /** What the answer is to be broken down by; may be empty. */
    List<Breakdown> groups() {
        return request.groups();
    }

    /** Every day of the range. */
    Stream<LocalDate> days() {
        LocalDate first = request.range().from().atZone(ZoneOffset.UTC).toLocalDate();
        LocalDate last =
                request.range().to().minusMillis(1).atZone(ZoneOffset.UTC).toLocalDate();
        return first.datesUntil(last.plusDays(1));
    }

    /** Numbers over all events that match. */
    Row total(Filter which, List<Measure> measures) {
        return rows(ask(request.range(), Granularity.NONE, List.of(), which, measures, List.of(), 1), 0)
                .getFirst();
    }

    /** Numbers by the hours in which there are events, in order of time, then of the dimensions. */
    List<Row> hourly(List<Attribute> dimensions, Filter which, Measure measure) {
        List<Row> rows = new ArrayList<>();
        Instant from = request.range().from();
        while (from.isBefore(request.range().to())) {
            Instant next = from.plus(LONGEST_BY_HOUR);
            Instant to =
                    next.isBefore(request.range().to()) ? next : request.range().to();
            rows.addAll(all(new TimeRange(from, to), Granularity.HOUR, dimensions, which, List.of(measure)));
            from = to;
        }
        return rows;
    }

    /** Numbers by the days on which there are events, in order of time, then of the dimensions. */
    List<Row> daily(List<Attribute> dimensions, Filter which, List<Measure> measures) {
        return all(request.range(), Granularity.DAY, dimensions, which, measures);
    }

    /** Numbers by dimensions over the whole range, ordered by these. */
    List<Row> grouped(List<Attribute> dimensions, Filter which, List<Measure> measures) {
        return all(request.range(), Granularity.NONE, dimensions, which, measures);
    }

    /** The groups with the greatest first measure, at most {@link #TOP}. */
    List<Row> top(List<Breakdown> breakdowns, Filter which, List<Measure> measures) {
        return rows(
                ask(
                        request.range(),
                        Granularity.NONE,
                        attributes(breakdowns),
                        which,
                        measures,
                        List.of(new Ordering.ByMeasure(0, true)),
                        TOP),
                breakdowns.size());
    }

    /** How many devices (the first measure) stand at which values at their latest event that matches. */
    List<Row> latest(List<Attribute> values, Filter which) {
        LatestQuery query = new LatestQuery(
                request.tenant(),
                request.range(),
                restricted(which),
                Attribute.of(Field.DEVICE_ID),
                values,
                limits.maxGroups() + 1);
        Answer answer =
                behavior.answer(new BehaviorQuestion.Latest(query, period(request.range(), Granularity.NONE), left()));
        requireAll(answer.meta().truncated());
        return rows(answer, values.size());
    }

    static List<Attribute> attributes(List<Breakdown> breakdowns) {
        return breakdowns.stream().map(Breakdown::attribute).toList();
    }

    private List<Row> all(
            TimeRange range,
            Granularity granularity,
            List<Attribute> dimensions,
            Filter which,
            List<Measure> measures) {
        Answer answer = ask(range, granularity, dimensions, which, measures, List.of(), limits.maxGroups());
        requireAll(answer.meta().truncated());
        return rows(answer, dimensions.size());
    }

    private void requireAll(boolean tooMany) {
        if (tooMany) {
            throw new Mistake(
                            "days",
                            "this question has more than " + limits.maxGroups()
                                    + " groups; ask for fewer days, or break it down by something with fewer values",
                            List.of(),
                            Optional.empty())
                    .asException();
        }
    }

    private Answer ask(
            TimeRange range,
            Granularity granularity,
            List<Attribute> dimensions,
            Filter which,
            List<Measure> measures,
            List<Ordering> order,
            int limit) {
        return engine.answer(new Question(
                request.tenant(),
                period(range, granularity),
                measures,
                dimensions,
                restricted(which),
                order,
                limit,
                Question.Blanks.AS_STORED,
                left()));
    }

    private Duration left() {
        Duration left = limits.timeout().minusNanos(System.nanoTime() - begin);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    /** Says in any case that update events are meant, so that a rollup that holds no others can serve. */
    private Filter restricted(Filter which) {
        return which.equals(UpdateEvent.ANY)
                ? new Filter.And(List.of(which, request.filter()))
                : new Filter.And(List.of(UpdateEvent.ANY, which, request.filter()));
    }

    private static Period period(TimeRange range, Granularity granularity) {
        return Period.of(range, granularity, ZoneOffset.UTC, DayOfWeek.MONDAY);
    }

    private static List<Row> rows(Answer answer, int dimensions) {
        return answer.rows().stream().map(row -> row(row, dimensions)).toList();
    }

    private static Row row(List<@Nullable Object> values, int dimensions) {
        Optional<Instant> start =
                values.getFirst() instanceof OffsetDateTime bucket ? Optional.of(bucket.toInstant()) : Optional.empty();
        int first = start.isPresent() ? 1 : 0;
        return new Row(
                start, values.subList(first, first + dimensions), values.subList(first + dimensions, values.size()));
    }
}
