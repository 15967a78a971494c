package dev.tidemark.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Comparison;
import dev.tidemark.domain.query.Filter;
import dev.tidemark.domain.query.Literal;
import dev.tidemark.domain.query.Measure;
import dev.tidemark.domain.query.Ordering;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.answer.Period;
import dev.tidemark.query.answer.Question;
import dev.tidemark.query.mistake.ForeignTenantException;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParserTest {

    private static final Attribute PLATFORM = Attribute.of(Field.PLATFORM);
    private static final Attribute COUNTRY = Attribute.of(Field.COUNTRY);
    private static final Attribute DURATION = Attribute.of(Field.DURATION_MS);

    @Test
    void aQueryWithEverythingIsRead() {
        Question question = Ask.query("""
                {"app_id": "shop", "from": "2026-03-28", "to": "2026-03-31", "timezone": "Europe/Berlin",
                 "granularity": "week", "week_start": "sunday",
                 "measures": ["events", "sum(amount)", "avg( duration_ms )", "p99.9(duration_ms)"],
                 "dimensions": ["platform", "properties.plan"],
                 "filter": {"and": [{"eq": ["event_type", "screen_view"]}, {"in": ["country", ["US", "DE"]]}]},
                 "order_by": [["avg(duration_ms)", "desc"], ["platform", "asc"], ["bucket"]],
                 "limit": 100, "approximate": false, "timeout_ms": 250}""");

        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeRange range = new TimeRange(Instant.parse("2026-03-27T23:00:00Z"), Instant.parse("2026-03-30T22:00:00Z"));
        assertThat(question)
                .isEqualTo(new Question(
                        Ask.TENANT,
                        Period.of(range, Granularity.WEEK, berlin, DayOfWeek.SUNDAY),
                        List.of(
                                new Measure.Direct("events", new Aggregate.Count()),
                                new Measure.Direct("sum(amount)", new Aggregate.Sum(Attribute.of(Field.AMOUNT))),
                                new Measure.Average(DURATION),
                                new Measure.Percentile("p99.9(duration_ms)", DURATION, 99.9)),
                        List.of(PLATFORM, Attribute.ofProperty("plan")),
                        new Filter.And(List.of(
                                equal(Attribute.of(Field.APP_ID), "shop"),
                                new Filter.And(List.of(
                                        equal(Attribute.of(Field.EVENT_TYPE), "screen_view"),
                                        new Filter.In(
                                                COUNTRY, List.of(new Literal.Text("US"), new Literal.Text("DE"))))))),
                        List.of(
                                new Ordering.ByMeasure(2, true),
                                new Ordering.ByDimension(0, false),
                                new Ordering.ByBucket(false)),
                        100,
                        Question.Blanks.AS_STORED,
                        Duration.ofMillis(250)));
    }

    @Test
    void aMeasureMayBeOfAPartOfEachGroup() {
        Question question = Ask.query("""
                {"from": "-1d", "dimensions": ["platform"], "measures": [
                  "events",
                  {"measure": "events", "filter": {"eq": ["country", "US"]}, "as": "in the US"},
                  {"measure": "avg(duration_ms)", "filter": {"eq": ["country", "US"]}, "as": "mean"}],
                 "order_by": [["in the US", "desc"]]}""");

        Filter american = equal(COUNTRY, "US");
        assertThat(question.measures())
                .containsExactly(
                        new Measure.Direct("events", new Aggregate.Count()),
                        new Measure.Direct("in the US", new Aggregate.Filtered(new Aggregate.Count(), american)),
                        new Measure.Ratio(
                                "mean",
                                new Aggregate.Filtered(new Aggregate.Sum(DURATION), american),
                                new Aggregate.Filtered(new Aggregate.ValueCount(DURATION), american)));
        assertThat(question.order()).containsExactly(new Ordering.ByMeasure(1, true));
    }

    @Test
    void onlyTheBeginningMustBeGiven() {
        Question question = Ask.query("{\"from\":\"2026-03-01\"}");

        TimeRange range = new TimeRange(Instant.parse("2026-03-01T00:00:00Z"), Ask.NOW);
        assertThat(question)
                .isEqualTo(new Question(
                        Ask.TENANT,
                        Period.of(range, Granularity.NONE, ZoneOffset.UTC, DayOfWeek.MONDAY),
                        List.of(new Measure.Direct("events", new Aggregate.Count())),
                        List.of(),
                        Filter.ALL,
                        List.of(),
                        1_000,
                        Question.Blanks.AS_STORED,
                        Ask.LIMITS.timeout()));
    }

    @Test
    void nullIsTheSameAsLeftOut() {
        assertThat(Ask.query("{\"from\":\"-1d\",\"filter\":null,\"limit\":null,\"app_id\":null}"))
                .isEqualTo(Ask.query("{\"from\":\"-1d\"}"));
    }

    @Test
    void nullInAComparisonMeansAbsent() {
        Filter absent = new Filter.Not(new Filter.Exists(COUNTRY));
        assertThat(filter("{\"eq\":[\"country\",null]}")).isEqualTo(absent);
        assertThat(filter("{\"ne\":[\"country\",null]}")).isEqualTo(new Filter.Not(absent));
        assertThat(filter("{\"in\":[\"country\",[\"US\",null]]}"))
                .isEqualTo(new Filter.Or(List.of(new Filter.In(COUNTRY, List.of(new Literal.Text("US"))), absent)));
    }

    @Test
    void literalsAreWhatTheFieldHolds() {
        assertThat(filter("{\"ne\":[\"platform\",\"ios\"]}")).isEqualTo(new Filter.Not(equal(PLATFORM, "ios")));
        assertThat(filter("{\"ge\":[\"status_code\",500.0]}"))
                .isEqualTo(new Filter.Compare(
                        Attribute.of(Field.STATUS_CODE),
                        Comparison.GREATER_OR_EQUAL,
                        new Literal.Numeric(new BigDecimal(500))));
        assertThat(filter("{\"eq\":[\"properties.paid\",true]}"))
                .isEqualTo(equal(Attribute.ofProperty("paid"), "true"));
        assertThat(filter("{\"eq\":[\"properties.a\",\"x\\u0000\\ud800y\"]}"))
                .isEqualTo(equal(Attribute.ofProperty("a"), "x\uFFFDy"));
    }

    @Test
    void emptyBucketsAreFilledOnRequest() {
        assertThat(Ask.query("{\"from\":\"-1d\",\"granularity\":\"hour\",\"fill\":true}")
                        .blanks())
                .isEqualTo(Question.Blanks.FILL);
    }

    @Test
    void theTenantMayBeNamedIfItIsTheKeysOwn() {
        assertThat(Ask.query("{\"from\":\"-1d\",\"tenant_id\":\"acme\"}").tenant())
                .isEqualTo(Ask.TENANT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\"", "\"ACME\"", "[\"acme\"]", "7", "\"\""})
    void anyOtherTenantIsRefused(String tenant) {
        assertThatExceptionOfType(ForeignTenantException.class)
                .isThrownBy(() -> Ask.query("{\"from\":\"-1d\",\"tenant_id\":" + tenant + "}"))
                .withMessage("tenant_id names a tenant that this key does not belong to;"
                        + " leave it out, the key says whose data is meant");
    }

    private static Filter filter(String json) {
        return Ask.query("{\"from\":\"-1d\",\"filter\":" + json + "}").filter();
    }

    private static Filter equal(Attribute attribute, String text) {
        return new Filter.Compare(attribute, Comparison.EQUAL, new Literal.Text(text));
    }
}
