package dev.tidemark.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.Column;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.mistake.ForeignTenantException;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.testkit.ReferenceStorage;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportsTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-03-15T10:22:30Z");

    private final ReferenceStorage storage = new ReferenceStorage();
    private final QueryEngine engine = new QueryEngine(storage, QueryLimits.DEFAULT);
    private final ReportParser parser = new ReportParser(QueryLimits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void history() {
        store(
                screen("2026-03-13T09:00:00Z", "ann", "Home", "ios", "US").set(Field.DURATION_MS, 1000.0),
                screen("2026-03-13T09:01:00Z", "ann", "Cart", "ios", "US").set(Field.DURATION_MS, 3000.0),
                screen("2026-03-13T10:00:00Z", "bob", "Home", "android", "DE").set(Field.DURATION_MS, 2000.0),
                screen("2026-03-15T10:10:00Z", "ann", "Home", "ios", "US"),
                event("2026-03-15T10:21:00Z", "page_view", "eve").set(Field.PAGE_URL, "/start"),
                event("2026-03-15T10:22:00Z", "tap", "ann").set(Field.SCREEN_NAME, "Home"),
                sale("2026-03-13T12:00:00Z", "50.00", 2, "USD", "org-1"),
                sale("2026-03-13T13:00:00Z", "25.50", 1, "USD", "org-2"),
                sale("2026-03-13T14:00:00Z", "10", 4, "EUR", "org-1"));
    }

    @Test
    void activeUsersAreCountedPerDayAndDaysWithoutAnyAreShown() {
        assertThat(rows("active-users", "days=3"))
                .containsExactly("2026-03-13T00:00Z 3 2 6", "2026-03-14T00:00Z 0 0 0", "2026-03-15T00:00Z 2 2 3");
        assertThat(columns("active-users", "days=3")).containsExactly("bucket", "actors", "sessions", "events");
    }

    @Test
    void activeUsersOfALongerPeriodAreNotTheSumOfItsDays() {
        assertThat(rows("active-users", "days=3", "granularity=none")).containsExactly("4 3 9");
    }

    @Test
    void aPeriodStandsBesideTheOneBeforeIt() {
        assertThat(columns("active-users", "days=2", "compare=previous"))
                .containsExactly(
                        "bucket",
                        "actors",
                        "sessions",
                        "events",
                        "previous.actors",
                        "previous.sessions",
                        "previous.events",
                        "change.actors",
                        "change.sessions",
                        "change.events");
        // The 14th beside the 12th, on which nothing was; the 15th, until 10:22:30, beside the 13th until then.
        assertThat(rows("active-users", "days=2", "compare=previous"))
                .containsExactly("2026-03-14T00:00Z 0 0 0 0 0 0 null null null", "2026-03-15T00:00Z 2 2 3 2 2 3 0 0 0");
        assertThat(rows("screens", "from=2026-03-14", "to=2026-03-16", "compare=previous"))
                .containsExactly("Home 1 1 null 2 2 1500.0 -0.5 -0.5 null");
    }

    @Test
    void totalsCountNobodyTwice() {
        assertThat(answer("active-users", "days=3", "totals=true").totals()).containsExactly(null, 4L, 3L, 9L);
        assertThat(answer("active-users", "days=3").totals()).isEmpty();
    }

    @Test
    void screensAreRankedByViewsAndOtherEventsOnThemAreNone() {
        assertThat(columns("screens")).containsExactly("screen_name", "views", "actors", "avg(duration_ms)");
        assertThat(rows("screens")).containsExactly("Home 3 2 1500.0", "Cart 1 1 3000.0");
        assertThat(rows("screens", "event_type=tap")).containsExactly("Home 1 1 null");
        assertThat(rows("screens", "limit=1")).containsExactly("Home 3 2 1500.0");
        assertThat(rows("pages")).containsExactly("/start 1 1 null");
    }

    @Test
    void eventsAreCountedByTypeAndName() {
        assertThat(rows("events"))
                .containsExactly("screen_view null 4 2", "ticket_sale null 3 1", "page_view null 1 1", "tap null 1 1");
    }

    @Test
    void platformsShowEventsPerSession() {
        assertThat(columns("platforms"))
                .containsExactly("platform", "events", "actors", "sessions", "events_per_session");
        assertThat(rows("platforms", "event_type=screen_view")).containsExactly("ios 3 1 1 3", "android 1 1 1 1");
        assertThat(rows("countries", "country=US", "country=DE", "granularity=day"))
                .containsExactly(
                        "2026-03-13T00:00Z US 2 1 1 2", "2026-03-13T00:00Z DE 1 1 1 1", "2026-03-15T00:00Z US 1 1 1 1");
    }

    @Test
    void revenueNeverAddsCurrenciesAndShowsOnlyWhatWasSold() {
        assertThat(columns("revenue"))
                .containsExactly("bucket", "currency", "transactions", "amount", "quantity", "average_price");
        assertThat(rows("revenue"))
                .containsExactly("2026-03-13T00:00Z EUR 1 10 4 2.5", "2026-03-13T00:00Z USD 2 75.5 3 25.1666666667");
        assertThat(rows("revenue", "granularity=none", "group_by=org_id"))
                .containsExactly("EUR org-1 1 10 4 2.5", "USD org-1 1 50 2 25", "USD org-2 1 25.5 1 25.5");
        assertThat(rows("revenue", "granularity=hour", "org_id=org-2"))
                .containsExactly("2026-03-13T13:00Z USD 1 25.5 1 25.5");
    }

    @Test
    void realtimeIsTwelveBucketsOfFiveMinutes() {
        assertThat(columns("realtime")).containsExactly("bucket", "events", "actors", "sessions");
        assertThat(rows("realtime"))
                .hasSize(12)
                .startsWith("2026-03-15T09:25Z 0 0 0")
                .endsWith("2026-03-15T10:10Z 1 1 1", "2026-03-15T10:15Z 0 0 0", "2026-03-15T10:20Z 2 2 2");
    }

    @Test
    void topRanksAnyFieldByAnyMeasure() {
        assertThat(rows("top", "dimension=platform", "limit=1", "event_type=screen_view"))
                .containsExactly("ios 3");
        assertThat(rows("top", "dimension=currency", "measure=sum(amount)", "limit=2"))
                .containsExactly("USD 75.5", "EUR 10");
        assertThat(rows("top", "dimension=screen_name", "measure=avg(duration_ms)", "limit=1"))
                .containsExactly("Cart 3000.0");
    }

    @Test
    void aFilterInTheLanguageRestrictsFurther() {
        assertThat(rows("events", "platform=ios", "filter={\"contains\":[\"screen_name\",\"art\"]}"))
                .containsExactly("screen_view null 1 1");
    }

    @Test
    void thereIsNoOtherReport() {
        assertThat(parser.parse("screans", Map.of(), TENANT)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            screens | platfrom=ios       | platfrom is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, group_by, filter, a field to filter by, or properties.<key>; did you mean 'platform'?
            screens | granularty=day     | granularty is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, group_by, filter, a field to filter by, or properties.<key>; did you mean 'granularity'?
            screens | dimension=platform | dimension is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, group_by, filter, a field to filter by, or properties.<key>
            top     | limit=3            | dimension is missing, expected a field to group by
            top     | dimension=contry   | dimension is "contry", expected a field to group by or properties.<key>; did you mean 'country'?
            screens | days=0             | days is "0", expected a whole number from 1 to 3660
            screens | days=x             | days is "x", expected a whole number from 1 to 3660
            screens | limit=-1           | limit is "-1", expected a whole number from 1 to 100000
            screens | platform=          | platform is empty, expected a value; leave the parameter out if you do not need it
            screens | status_code=abc    | status_code is "abc", expected a number
            screens | group_by=os,contry | group_by is "contry", expected a field to group by or properties.<key>; did you mean 'country'?
            screens | filter={"eq":["contry","US"]} | filter.eq[0] is "contry", expected a field to filter by or properties.<key>; did you mean 'country'?
            screens | filter={           | filter is not valid JSON at line 1, column 2: Unexpected end-of-input: expected close marker for Object
            """)
    void mistakesAreExplained(String report, String parameter, String message) {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> rows(report, parameter))
                .withMessage(message);
    }

    @Test
    void whatMayBeGivenOnceIsRefusedTwice() {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> rows("screens", "limit=1", "limit=2"))
                .withMessage("limit is given 2 times, expected it once");
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> rows("screens", "days=1", "from=-1d"))
                .withMessage("days is \"1\", expected either days or from, not both");
    }

    @ParameterizedTest
    @CsvSource({"tenant_id=other", "tenant=other"})
    void noParameterOpensAnotherTenant(String parameter) {
        assertThatExceptionOfType(ForeignTenantException.class).isThrownBy(() -> rows("screens", parameter));
        assertThat(rows("screens", "tenant_id=acme", "limit=1")).hasSize(1);
    }

    private List<String> columns(String report, String... parameters) {
        return answer(report, parameters).columns().stream().map(Column::name).toList();
    }

    private List<String> rows(String report, String... parameters) {
        return answer(report, parameters).rows().stream()
                .map(row -> String.join(" ", row.stream().map(ReportsTest::text).toList()))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    private Answer answer(String report, String... parameters) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            map.computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        return engine.answer(parser.parse(report, map, TENANT).orElseThrow());
    }

    private void store(Event.Builder... events) {
        storage.append(new EventBatch(
                List.of(events).stream().map(Event.Builder::build).toList()));
    }

    private static Event.Builder screen(String timestamp, String user, String screen, String platform, String country) {
        return event(timestamp, "screen_view", user)
                .set(Field.SCREEN_NAME, screen)
                .set(Field.PLATFORM, platform)
                .set(Field.COUNTRY, country);
    }

    private static Event.Builder sale(String timestamp, String amount, long quantity, String currency, String org) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, "ticket_sale")
                .set(Field.TIMESTAMP, Instant.parse(timestamp))
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.USER_ID, "buyer")
                .set(Field.AMOUNT, new BigDecimal(amount).setScale(4))
                .set(Field.QUANTITY, quantity)
                .set(Field.CURRENCY, currency)
                .set(Field.ORG_ID, org);
    }

    private static Event.Builder event(String timestamp, String type, String user) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, type)
                .set(Field.TIMESTAMP, Instant.parse(timestamp))
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.USER_ID, user)
                .set(Field.SESSION_ID, "session-" + user);
    }
}
