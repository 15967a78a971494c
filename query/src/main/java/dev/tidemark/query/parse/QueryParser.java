package dev.tidemark.query.parse;

import static dev.tidemark.domain.query.AggregateQuery.MAX_DIMENSIONS;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.Mistake;
import java.time.Clock;
import java.time.Duration;
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
        if (body.length > MAX_BYTES) {
            throw Mistake.of("query", body.length + " bytes long", "at most " + MAX_BYTES)
                    .asException();
        }
        Input query = Input.query(JsonText.read(body, "query"));
        requireKnownKeys(query);
        member(query, "tenant_id").ifPresent(named -> named.requireTenant(tenant.value()));
        member(query, "approximate").ifPresent(Input::flag);
        Period period = period(query);
        List<Measure> measures = measures(query);
        List<Attribute> dimensions = dimensions(query);
        return new Question(
                tenant,
                period,
                measures,
                dimensions,
                filter(query),
                order(query, period, dimensions, measures),
                member(query, "limit").map(this::limit).orElse(Math.min(STANDARD_LIMIT, limits.maxRows())),
                blanks(query, period, dimensions),
                timeout(query));
    }

    private static void requireKnownKeys(Input query) {
        if (!query.node().isObject()) {
            throw query.mistake("a JSON object such as {\"from\":\"-7d\",\"measures\":[\"events\"]}");
        }
        query.node().fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw Mistake.unknown(key, key, "no part of a query", "one of " + String.join(", ", KEYS), KEYS)
                        .asException();
            }
        });
    }

    private static Optional<Input> member(Input query, String name) {
        JsonNode node = query.node().get(name);
        return node == null || node.isNull() ? Optional.empty() : Optional.of(query.field(name));
    }

    private Period period(Input query) {
        PeriodParser parser = new PeriodParser(clock.instant());
        return parser.parse(
                member(query, "from").orElseThrow(QueryParser::fromMissing),
                member(query, "to"),
                member(query, "timezone"),
                member(query, "granularity"),
                member(query, "week_start"));
    }

    private static RuntimeException fromMissing() {
        return Mistake.of("from", "missing", "where the range begins, such as \"2026-01-31\" or \"-7d\"")
                .asException();
    }

    private static List<Measure> measures(Input query) {
        List<Measure> measures = member(query, "measures")
                .map(input -> MeasureParser.parseAll(input.items(Question.MAX_MEASURES, "a list of measures")))
                .orElseGet(List::of);
        return measures.isEmpty() ? List.of(new Measure.Direct("events", new Aggregate.Count())) : measures;
    }

    private static List<Attribute> dimensions(Input query) {
        List<Attribute> dimensions = new ArrayList<>();
        member(query, "dimensions")
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

    private static Filter filter(Input query) {
        Optional<Filter> app = member(query, "app_id").map(QueryParser::app);
        Optional<Filter> own = member(query, "filter").map(FilterParser::parse);
        return app.isPresent() && own.isPresent()
                ? new Filter.And(List.of(app.get(), own.get()))
                : app.or(() -> own).orElse(Filter.ALL);
    }

    private static Filter app(Input input) {
        String app = Text.clean(input.text("the name of an app"));
        return new Filter.Compare(Attribute.of(Field.APP_ID), Comparison.EQUAL, new Literal.Text(app));
    }

    private static List<Ordering> order(
            Input query, Period period, List<Attribute> dimensions, List<Measure> measures) {
        OrderParser parser = new OrderParser(period.isSeries(), dimensions, measures);
        return member(query, "order_by")
                .map(input -> input.items(MAX_ORDER, "a list such as [[\"events\",\"desc\"]]"))
                .orElseGet(List::of)
                .stream()
                .map(parser::parse)
                .toList();
    }

    private int limit(Input input) {
        return input.wholeNumber(1, limits.maxRows());
    }

    private static Question.Blanks blanks(Input query, Period period, List<Attribute> dimensions) {
        Optional<Input> fill = member(query, "fill").filter(Input::flag);
        if (fill.isEmpty()) {
            return Question.Blanks.AS_STORED;
        }
        if (!dimensions.isEmpty() || !period.isSeries()) {
            throw fill.get().mistake("it only with a granularity and without dimensions");
        }
        return Question.Blanks.FILL;
    }

    private Duration timeout(Input query) {
        int most = (int) Math.min(Integer.MAX_VALUE, limits.timeout().toMillis());
        return member(query, "timeout_ms")
                .map(input -> Duration.ofMillis(input.wholeNumber(1, most)))
                .orElse(limits.timeout());
    }
}
