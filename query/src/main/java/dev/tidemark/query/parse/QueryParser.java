package dev.tidemark.query.parse;

import static dev.tidemark.domain.query.AggregateQuery.MAX_DIMENSIONS;

import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Extras;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.Mistake;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the body of {@code POST /v1/query}. What may be left out and what is meant then: see {@code docs/query.md}. */
public final class QueryParser {

    /** The longest body, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    /** How many rows are answered to who does not say. */
    public static final int STANDARD_LIMIT = 1_000;

    private static final int MAX_ORDER = 16;

    private static final List<String> KEYS = List.of(
            "tenant_id",
            "app_id",
            "from",
            "to",
            "timezone",
            "granularity",
            "week_start",
            "measures",
            "dimensions",
            "filter",
            "order_by",
            "limit",
            "fill",
            "compare",
            "totals",
            "rollups",
            "approximate",
            "timeout_ms");

    private final QueryLimits limits;
    private final Clock clock;

    public QueryParser(QueryLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads a query.
     *
     * @param tenant whose data is asked; the body cannot widen it
     * @throws dev.tidemark.query.mistake.QueryMistakeException at the first mistake
     * @throws dev.tidemark.query.mistake.ForeignTenantException if the body names another tenant
     */
    public Question parse(byte[] body, TenantId tenant) {
        QueryBody query = QueryBody.read(body, KEYS, "{\"from\":\"-7d\",\"measures\":[\"events\"]}", tenant);
        query.member("approximate").ifPresent(Input::flag);
        Period period = period(query);
        List<Measure> measures = measures(query);
        List<Attribute> dimensions = dimensions(query);
        return new Question(
                tenant,
                period,
                measures,
                dimensions,
                query.filter(),
                order(query, period, dimensions, measures),
                query.member("limit").map(this::limit).orElse(Math.min(STANDARD_LIMIT, limits.maxRows())),
                blanks(query, period, dimensions),
                query.timeout(limits),
                extras(query));
    }

    private static Extras extras(QueryBody query) {
        boolean previous =
                query.member("compare").map(QueryParser::comparesWithPrevious).orElse(false);
        return new Extras(
                previous,
                query.member("totals").map(Input::flag).orElse(false),
                query.member("rollups").map(Input::flag).orElse(true));
    }

    /** Whether a parameter or member asks for the period before. */
    public static boolean comparesWithPrevious(Input compare) {
        if (!compare.text("previous").equals("previous")) {
            throw compare.unknown("previous", List.of("previous"));
        }
        return true;
    }

    private Period period(QueryBody query) {
        PeriodParser parser = new PeriodParser(clock.instant());
        return parser.parse(
                query.member("from").orElseThrow(QueryParser::fromMissing),
                query.member("to"),
                query.member("timezone"),
                query.member("granularity"),
                query.member("week_start"));
    }

    private static RuntimeException fromMissing() {
        return Mistake.of("from", "missing", "where the range begins, such as \"2026-01-31\" or \"-7d\"")
                .asException();
    }

    private static List<Measure> measures(QueryBody query) {
        List<Measure> measures = query.member("measures")
                .map(input -> MeasureParser.parseAll(input.items(Question.MAX_MEASURES, "a list of measures")))
                .orElseGet(List::of);
        return measures.isEmpty() ? List.of(new Measure.Direct("events", new Aggregate.Count())) : measures;
    }

    private static List<Attribute> dimensions(QueryBody query) {
        List<Attribute> dimensions = new ArrayList<>();
        query.member("dimensions")
                .map(input -> input.items(MAX_DIMENSIONS, "a list of fields"))
                .orElseGet(List::of)
                .forEach(input -> {
                    Attribute dimension = Attributes.named(input, FieldRole.DIMENSION);
                    if (dimensions.contains(dimension)) {
                        throw input.mistake("each dimension once");
                    }
                    dimensions.add(dimension);
                });
        return dimensions;
    }

    private static List<Ordering> order(
            QueryBody query, Period period, List<Attribute> dimensions, List<Measure> measures) {
        OrderParser parser = new OrderParser(period.isSeries(), dimensions, measures);
        return query
                .member("order_by")
                .map(input -> input.items(MAX_ORDER, "a list such as [[\"events\",\"desc\"]]"))
                .orElseGet(List::of)
                .stream()
                .map(parser::parse)
                .toList();
    }

    private int limit(Input input) {
        return input.wholeNumber(1, limits.maxRows());
    }

    private static Question.Blanks blanks(QueryBody query, Period period, List<Attribute> dimensions) {
        Optional<Input> fill = query.member("fill").filter(Input::flag);
        if (fill.isEmpty()) {
            return Question.Blanks.AS_STORED;
        }
        if (!dimensions.isEmpty() || !period.isSeries()) {
            throw fill.get().mistake("it only with a granularity and without dimensions");
        }
        return Question.Blanks.FILL;
    }
}
