package dev.tidemark.query.parse;

import dev.tidemark.domain.behavior.CohortQuery;
import dev.tidemark.domain.behavior.FunnelQuery;
import dev.tidemark.domain.behavior.PathQuery;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.event.FieldRole;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.event.Text;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.query.answer.BehaviorQuestion;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.QueryLimits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the bodies of {@code POST /v1/reports/{funnel,cohorts,paths}}. What may be left out: see {@code docs/query.md}. */
public final class BehaviorParser {

    private static final List<String> COMMON =
            List.of("tenant_id", "app_id", "from", "to", "timezone", "filter", "timeout_ms");
    private static final String STANDARD_FROM = "today-29d";
    private static final String STANDARD_WINDOW = "7d";
    private static final int STANDARD_LIMIT = 100;
    private static final int STANDARD_DEPTH = 5;

    private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})([smhdw])");
    private static final String A_STEP = "an event type, or {\"name\":\"…\",\"filter\":{…}}";
    private static final List<String> MODES = List.of("ordered", "strict", "any");
    private static final List<String> COHORT_WIDTHS = List.of("day", "week", "month");

    private final QueryLimits limits;
    private final Clock clock;

    public BehaviorParser(QueryLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Reads the question how far actors come through steps.
     *
     * @throws dev.tidemark.query.mistake.QueryMistakeException at the first mistake
     * @throws dev.tidemark.query.mistake.ForeignTenantException if the body names another tenant
     */
    public BehaviorQuestion funnel(byte[] body, TenantId tenant) {
        QueryBody query = read(
                body,
                tenant,
                "{\"steps\":[\"page_view\",\"ticket_sale\"],\"window\":\"1d\"}",
                "steps",
                "mode",
                "window",
                "breakdown",
                "limit");
        List<Input> steps = query.required("steps", "a list of 1 to " + FunnelQuery.MAX_STEPS + " steps")
                .items(FunnelQuery.MAX_STEPS, "a list of steps");
        if (steps.isEmpty()) {
            throw query.required("steps", "").mistake("a list of 1 to " + FunnelQuery.MAX_STEPS + " steps");
        }
        List<Filter> filters = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Input step : steps) {
            filters.add(stepFilter(step));
            names.add(stepName(step, names.size() + 1));
        }
        Period period = period(query, Granularity.NONE);
        FunnelQuery funnel = new FunnelQuery(
                tenant,
                period.buckets().range(),
                query.filter(),
                filters,
                query.member("mode").map(BehaviorParser::mode).orElse(FunnelQuery.Mode.ORDERED),
                window(query.member("window").orElseGet(() -> Input.parameter("window", STANDARD_WINDOW))),
                query.member("breakdown").map(input -> Attributes.named(input, FieldRole.DIMENSION)));
        return new BehaviorQuestion.Funnel(funnel, names, limit(query, steps.size()), period, query.timeout(limits));
    }

    private static Filter stepFilter(Input step) {
        if (step.node().isTextual()) {
            return isType(Text.clean(step.text(A_STEP)));
        }
        if (!step.node().isObject() || !step.node().has("filter")) {
            throw step.mistake(A_STEP);
        }
        step.node().fieldNames().forEachRemaining(key -> {
            if (!key.equals("name") && !key.equals("filter")) {
                throw step.unknownName(key, "name or filter", List.of("name", "filter"));
            }
        });
        return FilterParser.parse(step.field("filter"));
    }

    private static String stepName(Input step, int number) {
        if (step.node().isTextual()) {
            return Text.clean(step.text(A_STEP));
        }
        return step.node().has("name") ? Text.clean(step.field("name").text("a name")) : "step " + number;
    }

    private static Filter isType(String type) {
        return new Filter.Compare(Attribute.of(Field.EVENT_TYPE), Comparison.EQUAL, new Literal.Text(type));
    }

    private static FunnelQuery.Mode mode(Input input) {
        return switch (input.text("ordered, strict or any")) {
            case "ordered" -> FunnelQuery.Mode.ORDERED;
            case "strict" -> FunnelQuery.Mode.STRICT;
            case "any" -> FunnelQuery.Mode.ANY;
            default -> throw input.unknown("ordered, strict or any", MODES);
        };
    }

    private static Duration window(Input input) {
        String expected = "a length of time such as 30m, 12h or 7d; units s m h d w";
        Matcher length = LENGTH.matcher(input.text(expected));
        if (!length.matches() || Integer.parseInt(length.group(1)) == 0) {
            throw input.mistake(expected);
        }
        long count = Long.parseLong(length.group(1));
        return switch (length.group(2)) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    /** Reads the question who comes back; see {@link #funnel} for what is thrown. */
    public BehaviorQuestion cohorts(byte[] body, TenantId tenant) {
        QueryBody query = read(
                body,
                tenant,
                "{\"granularity\":\"week\",\"start\":{\"eq\":[\"event_type\",\"sign_up\"]}}",
                "granularity",
                "week_start",
                "start",
                "return",
                "membership");
        Granularity width =
                query.member("granularity").map(BehaviorParser::cohortWidth).orElse(Granularity.WEEK);
        Period period = period(query, width);
        requireFewRows(period.buckets().size(), query.member("granularity"), width);
        Filter common = query.filter();
        CohortQuery cohorts = new CohortQuery(
                tenant,
                period.buckets(),
                both(common, query.member("start").map(FilterParser::parse)),
                both(common, query.member("return").map(FilterParser::parse)),
                query.member("membership").map(BehaviorParser::membership).orElse(CohortQuery.Membership.FIRST));
        return new BehaviorQuestion.Cohorts(cohorts, period, query.timeout(limits));
    }

    /** A cohort of each bucket has a row for it and each later one. */
    private void requireFewRows(long buckets, Optional<Input> width, Granularity standard) {
        long rows = buckets * (buckets + 1) / 2;
        if (rows > limits.maxRows()) {
            throw width.orElseGet(() -> Input.parameter("granularity", standard.label()))
                    .mistake("wider buckets or a shorter range: " + buckets + " cohorts make " + rows
                            + " rows, at most " + limits.maxRows() + " are answered");
        }
    }

    private static Granularity cohortWidth(Input input) {
        return COHORT_WIDTHS.contains(input.text("day, week or month"))
                ? PeriodParser.granularity(input)
                : unknownWidth(input);
    }

    private static Granularity unknownWidth(Input input) {
        throw input.unknown("day, week or month", COHORT_WIDTHS);
    }

    private static CohortQuery.Membership membership(Input input) {
        return switch (input.text("first or every")) {
            case "first" -> CohortQuery.Membership.FIRST;
            case "every" -> CohortQuery.Membership.EVERY;
            default -> throw input.unknown("first or every", List.of("first", "every"));
        };
    }

    private static Filter both(Filter common, Optional<Filter> own) {
        return own.isEmpty()
                ? common
                : common.equals(Filter.ALL) ? own.get() : new Filter.And(List.of(common, own.get()));
    }

    /** Reads the question how sessions begin; see {@link #funnel} for what is thrown. */
    public BehaviorQuestion paths(byte[] body, TenantId tenant) {
        QueryBody query = read(body, tenant, "{\"of\":\"screen_name\",\"depth\":5}", "of", "depth", "limit");
        Period period = period(query, Granularity.NONE);
        int limit = limit(query, 1);
        PathQuery paths = new PathQuery(
                tenant,
                period.buckets().range(),
                query.filter(),
                query.member("of").map(BehaviorParser::text).orElse(Attribute.of(Field.SCREEN_NAME)),
                query.member("depth")
                        .map(input -> input.wholeNumber(1, PathQuery.MAX_DEPTH))
                        .orElse(STANDARD_DEPTH),
                limit + 1);
        return new BehaviorQuestion.Paths(paths, period, query.timeout(limits));
    }

    private static Attribute text(Input input) {
        Attribute attribute = Attributes.named(input, FieldRole.DIMENSION);
        if (attribute.type() != FieldType.TEXT) {
            throw input.mistake("a field that holds text, or properties.<key>");
        }
        return attribute;
    }

    private static QueryBody read(byte[] body, TenantId tenant, String example, String... own) {
        List<String> keys = Stream.concat(COMMON.stream(), Stream.of(own)).toList();
        return QueryBody.read(body, keys, example, tenant);
    }

    private Period period(QueryBody query, Granularity width) {
        return new PeriodParser(clock.instant())
                .parse(
                        query.member("from").orElseGet(() -> Input.parameter("from", STANDARD_FROM)),
                        query.member("to"),
                        query.member("timezone"),
                        Optional.of(Input.parameter("granularity", width.label())),
                        query.member("week_start"));
    }

    /** @param rows that each of what is limited makes */
    private int limit(QueryBody query, int rows) {
        int most = Math.max(1, limits.maxRows() / rows);
        return query.member("limit").map(input -> input.wholeNumber(1, most)).orElse(Math.min(STANDARD_LIMIT, most));
    }
}
