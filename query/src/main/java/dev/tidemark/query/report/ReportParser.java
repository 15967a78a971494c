package dev.tidemark.query.report;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Extras;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.parse.Attributes;
import dev.tidemark.query.parse.Input;
import dev.tidemark.query.parse.OrderParser;
import dev.tidemark.query.parse.PeriodParser;
import dev.tidemark.query.parse.QueryParser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of {@code GET /v1/reports/…}. */
public final class ReportParser {

    private static final int MAX_DAYS = 3_660;
    private static final String ORDER = "order_by";
    private static final String ASCENDING = ":asc";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final QueryLimits limits;
    private final Clock clock;

    public ReportParser(QueryLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** All reports, each with what it tells. */
    public static Map<String, String> summaries() {
        return Reports.summaries();
    }

    /**
     * Reads a request for a report.
     *
     * @param parameters every value given, by name; values are not empty
     * @return empty where there is no such report
     * @throws dev.tidemark.query.mistake.QueryMistakeException at the first mistake
     * @throws dev.tidemark.query.mistake.ForeignTenantException if a parameter names another tenant
     */
    public Optional<Question> parse(String name, Map<String, List<String>> parameters, TenantId tenant) {
        return Reports.named(name).map(report -> question(report, new ReportRequest(parameters), tenant));
    }

    private Question question(Report report, ReportRequest request, TenantId tenant) {
        requireProper(report, request, tenant);
        Shape shape = report.shape().apply(request);
        Period period = period(report, request, clock.instant());
        List<Attribute> dimensions = dimensions(shape, request);
        boolean fills = shape.blanks() == Question.Blanks.FILL && (!dimensions.isEmpty() || !period.isSeries());
        return new Question(
                tenant,
                period,
                shape.measures(),
                dimensions,
                ReportFilter.of(report, shape.filter(), request),
                order(shape, period, dimensions, request),
                request.optional("limit")
                        .map(input -> input.wholeNumber(1, limits.maxRows()))
                        .orElse(Math.min(report.limit(), limits.maxRows())),
                fills ? Question.Blanks.AS_STORED : shape.blanks(),
                limits.timeout(),
                extras(request));
    }

    private static Extras extras(ReportRequest request) {
        boolean previous = request.optional("compare")
                .map(QueryParser::comparesWithPrevious)
                .orElse(false);
        boolean totals = request.optional("totals").map(ReportParser::isTrue).orElse(false);
        boolean rollups = request.optional("rollups").map(ReportParser::isTrue).orElse(true);
        return new Extras(previous, totals, rollups);
    }

    private static boolean isTrue(Input input) {
        return switch (input.text("true or false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw input.unknown("true or false", List.of("true", "false"));
        };
    }

    /** Refuses parameters that the report does not know, and other tenants. */
    static void requireProper(ReportFrame report, ReportRequest request, TenantId tenant) {
        ReportParameters.requireKnown(report, request);
        ReportParameters.TENANTS.forEach(
                name -> request.all(name).forEach(named -> named.requireTenant(tenant.value())));
    }

    static Period period(ReportFrame report, ReportRequest request, Instant now) {
        Input from = from(report, request, now);
        Input granularity = request.optional("granularity")
                .orElseGet(() ->
                        Input.parameter("granularity", report.granularity().label()));
        return new PeriodParser(now)
                .parse(
                        from,
                        request.optional("to"),
                        request.optional("timezone"),
                        Optional.of(granularity),
                        request.optional("week_start"));
    }

    private static Input from(ReportFrame report, ReportRequest request, Instant now) {
        Optional<Input> days = request.optional("days");
        Optional<Input> from = request.optional("from");
        if (days.isPresent() && from.isPresent()) {
            throw days.get().mistake("either days or from, not both");
        }
        return days.map(input -> "today-" + (input.wholeNumber(1, MAX_DAYS) - 1) + "d")
                .map(begin -> Input.parameter("days", begin))
                .or(() -> from)
                .orElseGet(() -> Input.parameter("from", standardFrom(report, now)));
    }

    /** Of the last hour, the beginning of a bucket, so that the first is not cut. */
    private static String standardFrom(ReportFrame report, Instant now) {
        if (!report.from().equals(Reports.LAST_HOUR)) {
            return report.from();
        }
        long unit = FIVE_MINUTES.toMillis();
        return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), unit) * unit - 11 * unit)
                .toString();
    }

    private static List<Attribute> dimensions(Shape shape, ReportRequest request) {
        List<Attribute> dimensions = new ArrayList<>(shape.dimensions());
        for (Input named : listed(request, "group_by")) {
            Attribute dimension = Attributes.named(named, FieldRole.DIMENSION);
            if (!dimensions.contains(dimension)) {
                dimensions.add(dimension);
            }
        }
        if (dimensions.size() > AggregateQuery.MAX_DIMENSIONS) {
            throw Mistake.of(
                            "group_by",
                            "a list that makes " + dimensions.size() + " dimensions",
                            "at most " + AggregateQuery.MAX_DIMENSIONS + " with those of the report")
                    .asException();
        }
        return dimensions;
    }

    /** The names that a parameter lists, separated by commas, also where it is given several times. */
    static List<Input> listed(ReportRequest request, String parameter) {
        List<Input> names = new ArrayList<>();
        for (Input list : request.all(parameter)) {
            for (String name : list.text("a field").split(",", -1)) {
                names.add(Input.parameter(parameter, name.strip()));
            }
        }
        return names;
    }

    private static List<Ordering> order(Shape shape, Period period, List<Attribute> dimensions, ReportRequest request) {
        if (request.names().contains(ORDER)) {
            OrderParser parser = new OrderParser(period.isSeries(), dimensions, shape.measures());
            return request.all(ORDER).stream().map(key -> key(key, parser)).toList();
        }
        List<Ordering> order = new ArrayList<>();
        if (shape.byFirstMeasure()) {
            if (period.isSeries()) {
                order.add(new Ordering.ByBucket(false));
            }
            order.add(new Ordering.ByMeasure(0, true));
        }
        return order;
    }

    /** The greatest first unless the name of the column says otherwise. */
    private static Ordering key(Input input, OrderParser parser) {
        String text = input.text("the name of a column");
        boolean ascending = text.endsWith(ASCENDING);
        String column = ascending ? text.substring(0, text.length() - ASCENDING.length()) : text;
        return parser.column(Input.parameter(ORDER, column), !ascending);
    }
}
