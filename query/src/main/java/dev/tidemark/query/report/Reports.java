package dev.tidemark.query.report;

import static dev.tidemark.domain.time.Granularity.DAY;
import static dev.tidemark.domain.time.Granularity.FIVE_MINUTES;
import static dev.tidemark.domain.time.Granularity.NONE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
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
import java.util.stream.Stream;

/** Every report there is. */
final class Reports {

    /** Today and the 29 days before. */
    static final String THIRTY_DAYS = "today-29d";

    /** Twelve buckets of five minutes, the last of which has not ended; see {@link ReportParser} for where they begin. */
    static final String LAST_HOUR = "-55m";

    static final int SERIES = 10_000;
    static final int RANKING = 100;

    private static final Measure VIEWS = new Measure.Direct("views", Measures.COUNT);

    private static final List<Report> GENERAL = List.of(
            Report.of(
                    "active-users",
                    "how many distinct actors there were per day, or per other granularity",
                    THIRTY_DAYS,
                    DAY,
                    SERIES,
                    Shape.series(Measures.ACTORS, Measures.EVENTS)),
            content("screens", "which screens are viewed", "screen_view", Field.SCREEN_NAME),
            content("pages", "which pages are viewed", "page_view", Field.PAGE_URL),
            ranking("events", "what happens how often", Measures.EVENTS, Field.EVENT_TYPE, Field.EVENT_NAME),
            ranking("platforms", "which platforms are used", Measures.EVENTS, Field.PLATFORM),
            ranking("countries", "which countries events come from", Measures.EVENTS, Field.COUNTRY),
            ranking("regions", "which regions people are active in", Measures.ACTORS, Field.REGION),
            Report.of(
                    "event-performance",
                    "what named events bring, and how often one and the same person",
                    THIRTY_DAYS,
                    NONE,
                    RANKING,
                    eventPerformance()),
            ConversionReport.report(),
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
                    Shape.series(Measures.EVENTS, Measures.ACTORS, Measures.SESSIONS)),
            new Report(
                    "top",
                    "the values of any field with the greatest measure",
                    THIRTY_DAYS,
                    NONE,
                    10,
                    Optional.empty(),
                    List.of("dimension", "measure"),
                    Reports::top));

    private static final List<Report> ALL = Stream.of(GENERAL, CommerceReports.ALL, ServiceReports.ALL)
            .flatMap(List::stream)
            .toList();

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
        Shape shape = Shape.ranking(List.of(content), VIEWS, Measures.ACTORS, Measures.AVERAGE_DURATION)
                .where(new Filter.Exists(content));
        return Report.of(name, summary, THIRTY_DAYS, NONE, RANKING, shape).about(eventType);
    }

    private static Report ranking(String name, String summary, Measure first, Field... fields) {
        List<Attribute> dimensions = List.of(fields).stream().map(Attribute::of).toList();
        Shape shape =
                switch (fields[0]) {
                    case EVENT_TYPE -> Shape.ranking(dimensions, first, Measures.ACTORS);
                    case COUNTRY -> Shape.ranking(dimensions, first, Measures.ACTORS, Measures.EVENTS_PER_ACTOR);
                    case REGION ->
                        Shape.ranking(
                                dimensions, first, Measures.EVENTS, Measures.SESSIONS, Measures.EVENTS_PER_SESSION);
                    default ->
                        Shape.ranking(
                                dimensions, first, Measures.ACTORS, Measures.SESSIONS, Measures.EVENTS_PER_SESSION);
                };
        return Report.of(name, summary, THIRTY_DAYS, NONE, RANKING, shape);
    }

    private static Shape eventPerformance() {
        Attribute name = Attribute.of(Field.EVENT_NAME);
        return Shape.ranking(
                        List.of(name),
                        Measures.EVENTS,
                        Measures.ACTORS,
                        Measures.SESSIONS,
                        Measures.EVENTS_PER_ACTOR,
                        Measures.AVERAGE_DURATION)
                .where(new Filter.Exists(name));
    }

    /** Only groups in which something was sold: the rollup that answers this also holds events without an amount. */
    private static Shape revenue() {
        return Shape.ranking(
                        List.of(Attribute.of(Field.CURRENCY)),
                        Measures.TRANSACTIONS,
                        new Measure.Direct("amount", Measures.AMOUNT),
                        Measures.QUANTITY,
                        new Measure.Ratio("average_price", Measures.AMOUNT, Measures.UNITS))
                .ordered(false)
                .with(Question.Blanks.DROP);
    }

    private static Shape top(ReportRequest request) {
        Attribute dimension =
                Attributes.named(request.required("dimension", "a field to group by"), FieldRole.DIMENSION);
        Measure measure = request.optional("measure").map(MeasureParser::parse).orElse(Measures.EVENTS);
        return Shape.ranking(List.of(dimension), measure);
    }
}
