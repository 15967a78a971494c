package dev.tidemark.query.report;

import static dev.tidemark.domain.time.Granularity.DAY;
import static dev.tidemark.domain.time.Granularity.FIVE_MINUTES;
import static dev.tidemark.domain.time.Granularity.NONE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.MeasureParser;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every report there is. */
final class Reports {

    /** Today and the 29 days before. */
    private static final String THIRTY_DAYS = "today-29d";

    /** Twelve buckets of five minutes, the last of which has not ended; see {@link ReportParser} for where they begin. */
    static final String LAST_HOUR = "-55m";

    private static final int SERIES = 10_000;
    private static final int RANKING = 100;

    private static final Measure EVENTS = new Measure.Direct("events", new Aggregate.Count());
    private static final Measure VIEWS = new Measure.Direct("views", new Aggregate.Count());
    private static final Measure ACTORS = unique("actors", Field.ACTOR_ID);
    private static final Measure SESSIONS = unique("sessions", Field.SESSION_ID);
    private static final Measure EVENTS_PER_SESSION = new Measure.Ratio(
            "events_per_session", new Aggregate.Count(), new Aggregate.Unique(Attribute.of(Field.SESSION_ID)));
    private static final Measure AVERAGE_DURATION = new Measure.Average(Attribute.of(Field.DURATION_MS));

    private static final Aggregate AMOUNT = new Aggregate.Sum(Attribute.of(Field.AMOUNT));
    private static final Aggregate QUANTITY = new Aggregate.Sum(Attribute.of(Field.QUANTITY));

    private static final List<Report> ALL = List.of(
            Report.of(
                    "active-users",
                    "how many distinct actors there were per day, or per other granularity",
                    THIRTY_DAYS,
                    DAY,
                    SERIES,
                    Shape.series(ACTORS, SESSIONS, EVENTS)),
            content("screens", "which screens are viewed", "screen_view", Field.SCREEN_NAME),
            content("pages", "which pages are viewed", "page_view", Field.PAGE_URL),
            ranking("events", "what happens how often", EVENTS, Field.EVENT_TYPE, Field.EVENT_NAME),
            ranking("platforms", "which platforms are used", EVENTS, Field.PLATFORM),
            ranking("countries", "which countries events come from", EVENTS, Field.COUNTRY),
            Report.of(
                    "revenue",
                    "amounts, transactions and prices per day and currency; currencies are never added up",
                    THIRTY_DAYS,
                    DAY,
                    SERIES,
                    revenue()),
            Report.of(
                    "realtime",
                    "the last 60 minutes by five",
                    LAST_HOUR,
                    FIVE_MINUTES,
                    SERIES,
                    Shape.series(EVENTS, ACTORS, SESSIONS)),
            new Report(
                    "top",
                    "the values of any field with the greatest measure",
                    THIRTY_DAYS,
                    NONE,
                    10,
                    Optional.empty(),
                    List.of("dimension", "measure"),
                    Reports::top));

    private Reports() {}

    /** What each report tells, by its name. */
    static Map<String, String> summaries() {
        Map<String, String> summaries = new LinkedHashMap<>();
        ALL.forEach(report -> summaries.put(report.name(), report.summary()));
        return Collections.unmodifiableMap(summaries);
    }

    static Optional<Report> named(String name) {
        return ALL.stream().filter(report -> report.name().equals(name)).findFirst();
    }

    private static Report content(String name, String summary, String eventType, Field field) {
        Attribute content = Attribute.of(field);
        Shape shape =
                Shape.ranking(List.of(content), VIEWS, ACTORS, AVERAGE_DURATION).where(new Filter.Exists(content));
        return Report.of(name, summary, THIRTY_DAYS, NONE, RANKING, shape).about(eventType);
    }

    private static Report ranking(String name, String summary, Measure first, Field... fields) {
        List<Attribute> dimensions = List.of(fields).stream().map(Attribute::of).toList();
        Shape shape = fields[0] == Field.EVENT_TYPE
                ? Shape.ranking(dimensions, first, ACTORS)
                : Shape.ranking(dimensions, first, ACTORS, SESSIONS, EVENTS_PER_SESSION);
        return Report.of(name, summary, THIRTY_DAYS, NONE, RANKING, shape);
    }

    /** Only groups in which something was sold: the rollup that answers this also holds events without an amount. */
    private static Shape revenue() {
        return Shape.ranking(
                        List.of(Attribute.of(Field.CURRENCY)),
                        new Measure.Direct("transactions", new Aggregate.ValueCount(Attribute.of(Field.AMOUNT))),
                        new Measure.Direct("amount", AMOUNT),
                        new Measure.Direct("quantity", QUANTITY),
                        new Measure.Ratio("average_price", AMOUNT, QUANTITY))
                .ordered(false)
                .with(Question.Blanks.DROP);
    }

    private static Shape top(ReportRequest request) {
        Attribute dimension =
                Attributes.named(request.required("dimension", "a field to group by"), FieldRole.DIMENSION);
        Measure measure = request.optional("measure").map(MeasureParser::parse).orElse(EVENTS);
        return Shape.ranking(List.of(dimension), measure);
    }

    private static Measure unique(String label, Field field) {
        return new Measure.Direct(label, new Aggregate.Unique(Attribute.of(field)));
    }
}
