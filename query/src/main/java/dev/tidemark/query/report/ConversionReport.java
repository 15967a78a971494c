package dev.tidemark.query.report;

import static dev.tidemark.domain.time.Granularity.NONE;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.Input;
import dev.tidemark.query.parse.MeasureParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * How often each of several things happened, and how that compares with the first of them. Nobody is followed from one to the
 * next; a funnel does that.
 */
final class ConversionReport {

    private static final String STEPS = "steps";
    private static final String STEP_FIELD = "step_field";
    private static final String MEASURE = "measure";
    private static final int MOST_STEPS = 10;
    private static final String EXPECTED = "2 to " + MOST_STEPS + " different values of " + STEP_FIELD
            + ", separated by commas, such as page_view,ticket_sale";

    private ConversionReport() {}

    static Report report() {
        Shape unknown = Shape.series(Measures.EVENTS);
        return Report.of(
                        "conversion",
                        "how often each step happened, and its share of the first step",
                        Reports.THIRTY_DAYS,
                        NONE,
                        Reports.SERIES,
                        unknown)
                .taking(List.of(STEPS, STEP_FIELD, MEASURE), ConversionReport::shape);
    }

    private static Shape shape(ReportRequest request) {
        Attribute field = field(request);
        List<String> steps = steps(request.required(STEPS, EXPECTED));
        Aggregate counted = counted(request);
        List<Measure> counts = new ArrayList<>();
        List<Measure> shares = new ArrayList<>();
        Aggregate first = new Aggregate.Filtered(counted, Measures.equal(field, steps.getFirst()));
        for (String step : steps) {
            Aggregate aggregate = new Aggregate.Filtered(counted, Measures.equal(field, step));
            counts.add(new Measure.Direct(step, aggregate));
            shares.add(new Measure.Ratio(step + "/" + steps.getFirst(), aggregate, first));
        }
        List<Literal> any = steps.stream().<Literal>map(Literal.Text::new).toList();
        return Shape.series(counts.toArray(Measure[]::new))
                .showing(shares.subList(1, shares.size()))
                .where(new Filter.In(field, any));
    }

    private static List<String> steps(Input input) {
        List<String> steps = Arrays.stream(input.text(EXPECTED).split(",", -1))
                .map(String::strip)
                .map(Text::clean)
                .toList();
        boolean legal = steps.size() >= 2
                && steps.size() <= MOST_STEPS
                && new HashSet<>(steps).size() == steps.size()
                && steps.stream().noneMatch(String::isEmpty);
        if (!legal) {
            throw input.mistake(EXPECTED);
        }
        return steps;
    }

    private static Attribute field(ReportRequest request) {
        Attribute field = request.optional(STEP_FIELD)
                .map(input -> Attributes.named(input, FieldRole.FILTER))
                .orElse(Attribute.of(Field.EVENT_TYPE));
        if (field.type().isNumber()) {
            throw request.required(STEP_FIELD, "").mistake("a field of text, such as event_type or event_name");
        }
        return field;
    }

    private static Aggregate counted(ReportRequest request) {
        return request.optional(MEASURE)
                .map(input -> {
                    if (MeasureParser.parse(input) instanceof Measure.Direct(var label, var aggregate)) {
                        return aggregate;
                    }
                    throw input.mistake(
                            "a count or a sum: events, actors, sessions, devices, unique(x), count(x), sum(x)");
                })
                .orElse(Measures.COUNT);
    }
}
