package dev.tidemark.query.report;

import dev.tidemark.domain.time.Granularity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A ready question.
 *
 * @param name in the address
 * @param summary what it tells, in a sentence
 * @param from where its time begins if nobody says, as users would write it
 * @param granularity if nobody says
 * @param limit the most rows if nobody says
 * @param eventType the type of the events it is about, which {@code event_type} replaces
 * @param parameters it takes besides those of all reports
 * @param shape what it shows, given the request
 */
record Report(
        String name,
        String summary,
        String from,
        Granularity granularity,
        int limit,
        Optional<String> eventType,
        List<String> parameters,
        Function<ReportRequest, Shape> shape)
        implements ReportFrame {

    Report {
        parameters = List.copyOf(parameters);
    }

    static Report of(String name, String summary, String from, Granularity granularity, int limit, Shape shape) {
        return new Report(name, summary, from, granularity, limit, Optional.empty(), List.of(), request -> shape);
    }

    /** The same with parameters of its own, by which the shape is made. */
    Report taking(List<String> parameters, Function<ReportRequest, Shape> shape) {
        return new Report(name, summary, from, granularity, limit, eventType, parameters, shape);
    }

    Report about(String eventType) {
        return new Report(name, summary, from, granularity, limit, Optional.of(eventType), parameters, shape);
    }
}
