package dev.tidemark.query.report;

import static dev.tidemark.domain.time.Granularity.MINUTE;
import static dev.tidemark.domain.time.Granularity.NONE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Measure;
import java.time.Duration;
import java.util.List;

/** How services answer requests, from events of type {@code request}. */
final class ServiceReports {

    private static final String REQUEST = "request";
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;

    private static final Attribute DURATION = Attribute.of(Field.DURATION_MS);
    private static final Attribute ENDPOINT = Attribute.of(Field.ENDPOINT);

    private static final Aggregate FAILED = Measures.countFrom(Field.STATUS_CODE, FIRST_ERROR);

    private static final Measure REQUESTS = new Measure.Direct("requests", Measures.COUNT);
    private static final Measure P50 = new Measure.Percentile("p50(duration_ms)", DURATION, 50);
    private static final Measure P95 = new Measure.Percentile("p95(duration_ms)", DURATION, 95);
    private static final Measure P99 = new Measure.Percentile("p99(duration_ms)", DURATION, 99);
    private static final Measure ERRORS = new Measure.Direct("errors", FAILED);
    private static final Measure ERROR_RATE = new Measure.Ratio("error_rate", FAILED, Measures.COUNT);

    static final List<Report> ALL = List.of(requests(), endpoints(), statuses());

    private ServiceReports() {}

    private static Report requests() {
        Shape shape = Shape.series(
                REQUESTS,
                new Measure.Rate("requests_per_second", Measures.COUNT, Duration.ofSeconds(1)),
                new Measure.Rate("requests_per_minute", Measures.COUNT, Duration.ofMinutes(1)),
                Measures.AVERAGE_DURATION,
                P50,
                P95,
                P99,
                ERRORS,
                ERROR_RATE,
                new Measure.Rate("errors_per_minute", FAILED, Duration.ofMinutes(1)),
                new Measure.Direct("server_errors", Measures.countFrom(Field.STATUS_CODE, FIRST_SERVER_ERROR)));
        return Report.of(
                        "requests",
                        "how many requests services answer, how fast, and how many fail; the last hour by minute",
                        Reports.LAST_HOUR,
                        MINUTE,
                        Reports.SERIES,
                        shape)
                .about(REQUEST);
    }

    private static Report endpoints() {
        Shape shape = Shape.ranking(
                        List.of(Attribute.of(Field.METHOD), ENDPOINT),
                        REQUESTS,
                        Measures.AVERAGE_DURATION,
                        P50,
                        P95,
                        P99,
                        ERRORS,
                        ERROR_RATE)
                .where(new Filter.Exists(ENDPOINT));
        return ranking("endpoints", "which endpoints are called most, or answer slowest or worst (order_by)", shape);
    }

    private static Report statuses() {
        Shape shape = Shape.ranking(List.of(Attribute.of(Field.STATUS_CODE)), REQUESTS, Measures.AVERAGE_DURATION);
        return ranking("statuses", "how often each status is answered", shape);
    }

    private static Report ranking(String name, String summary, Shape shape) {
        return Report.of(name, summary, Reports.THIRTY_DAYS, NONE, Reports.RANKING, shape)
                .about(REQUEST);
    }
}
