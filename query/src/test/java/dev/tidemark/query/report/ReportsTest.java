package dev.tidemark.query.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.Column;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Turns;
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
    private final QueryEngine engine = new QueryEngine(storage, QueryLimits.DEFAULT, new Turns(QueryLimits.DEFAULT));
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
                .containsExactly("2026-03-13T00:00Z 3 6", "2026-03-14T00:00Z 0 0", "2026-03-15T00:00Z 2 3");
        assertThat(columns("active-users", "days=3")).containsExactly("bucket", "actors", "events");
    }

    @Test
    void activeUsersOfALongerPeriodAreNotTheSumOfItsDays() {
        assertThat(rows("active-users", "days=3", "granularity=none")).containsExactly("4 9");
    }

    @Test
    void aPeriodStandsBesideTheOneBeforeIt() {
        assertThat(columns("active-users", "days=2", "compare=previous"))
                .containsExactly(
                        "bucket",
                        "actors",
                        "events",
                        "previous.actors",
                        "previous.events",
                        "change.actors",
                        "change.events");
        // The 14th beside the 12th, on which nothing was; the 15th, until 10:22:30, beside the 13th until then.
        assertThat(rows("active-users", "days=2", "compare=previous"))
                .containsExactly("2026-03-14T00:00Z 0 0 0 0 null null", "2026-03-15T00:00Z 2 3 2 3 0 0");
        assertThat(rows("screens", "from=2026-03-14", "to=2026-03-16", "compare=previous"))
                .containsExactly("Home 1 1 null 2 2 1500.0 -0.5 -0.5 null");
    }

    @Test
    void totalsCountNobodyTwice() {
        assertThat(answer("active-users", "days=3", "totals=true").totals()).containsExactly(null, 4L, 9L);
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
                        "2026-03-13T00:00Z US 2 1 2", "2026-03-13T00:00Z DE 1 1 1", "2026-03-15T00:00Z US 1 1 1");
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

    /** What some tests add to the history: answered requests and views of products. */
    private void requestsAndProducts() {
        store(
                request("2026-03-15T10:20:00Z", "ann", "GET", "/users", 200, 150, "eu"),
                request("2026-03-15T10:20:10Z", "ann", "GET", "/users", 500, 300, "eu"),
                request("2026-03-15T10:20:20Z", "ann", "POST", "/cart", 404, 110, "eu"),
                request("2026-03-15T10:20:59.999Z", "bob", "GET", "/users", 200, 240, "eu"),
                request("2026-03-15T10:21:00Z", "eve", "GET", "/cart", 200, 30, "us"),
                named("2026-03-15T10:21:30Z", "ann", "p1"),
                named("2026-03-15T10:21:40Z", "ann", "p2"),
                named("2026-03-15T10:21:50Z", "bob", "p1"));
    }

    @Test
    void regionsAreRankedByPeople() {
        requestsAndProducts();
        assertThat(columns("regions")).containsExactly("region", "actors", "events", "sessions", "events_per_session");
        assertThat(rows("regions", "event_type=request")).containsExactly("eu 2 4 2 2", "us 1 1 1 1");
    }

    @Test
    void requestsAreTheLastHourByMinute() {
        requestsAndProducts();
        assertThat(columns("requests"))
                .containsExactly(
                        "bucket",
                        "requests",
                        "requests_per_second",
                        "requests_per_minute",
                        "avg(duration_ms)",
                        "p50(duration_ms)",
                        "p95(duration_ms)",
                        "p99(duration_ms)",
                        "errors",
                        "error_rate",
                        "errors_per_minute",
                        "server_errors");
        assertThat(rows("requests"))
                .hasSize(58)
                .startsWith("2026-03-15T09:25Z 0 0 0 null null null null 0 null 0 0")
                .endsWith("2026-03-15T10:22Z 0 0 0 null null null null 0 null 0 0");
        List<String> columns = List.of("0", "1", "2", "3", "4", "8", "9", "10", "11");
        assertThat(cells("requests", columns, "from=2026-03-15T10:20:00Z", "to=2026-03-15T10:22:00Z"))
                .containsExactly(
                        "2026-03-15T10:20Z 4 0.0666666667 4 200.0 2 0.5 2 1",
                        "2026-03-15T10:21Z 1 0.0166666667 1 30.0 0 0 0 0");
    }

    @Test
    void percentilesOfRequestsAreWithinOnePercent() {
        requestsAndProducts();
        var row = answer("requests", "from=2026-03-15T10:20:00Z", "to=2026-03-15T10:21:00Z")
                .rows()
                .getFirst();
        assertThat((Double) row.get(5)).isCloseTo(150, withinPercentage(1));
        assertThat((Double) row.get(6)).isCloseTo(300, withinPercentage(1));
        assertThat((Double) row.get(7)).isCloseTo(300, withinPercentage(1));
    }

    @Test
    void endpointsAreRankedByCallsOrAsAsked() {
        requestsAndProducts();
        List<String> columns = List.of("0", "1", "2", "3", "7", "8");
        assertThat(cells("endpoints", columns))
                .containsExactly("GET /users 3 230.0 1 0.3333333333", "GET /cart 1 30.0 0 0", "POST /cart 1 110.0 1 1");
        assertThat(cells("endpoints", columns, "order_by=avg(duration_ms)", "limit=1"))
                .containsExactly("GET /users 3 230.0 1 0.3333333333");
        assertThat(cells("endpoints", columns, "order_by=avg(duration_ms):asc", "limit=1"))
                .containsExactly("GET /cart 1 30.0 0 0");
        assertThat(cells("endpoints", columns, "order_by=error_rate", "order_by=endpoint:asc", "limit=1"))
                .containsExactly("POST /cart 1 110.0 1 1");
        assertThat(rows("statuses")).containsExactly("200 3 140.0", "404 1 110.0", "500 1 300.0");
    }

    @Test
    void organizersShowAmountsOfTheCurrenciesAskedFor() {
        assertThat(columns("organizers", "currencies=USD,EUR"))
                .containsExactly(
                        "org_id",
                        "events",
                        "actors",
                        "sessions",
                        "page_views",
                        "transactions",
                        "quantity",
                        "amount(USD)",
                        "amount(EUR)");
        assertThat(rows("organizers", "currencies=USD,EUR"))
                .containsExactly("org-1 2 1 0 0 2 6 50 10", "org-2 1 1 0 0 1 1 25.5 null");
    }

    @Test
    void dailyMetricsAreOneRowOfEachDay() {
        assertThat(rows("daily-metrics", "days=3", "currencies=USD", "app_id=none"))
                .containsExactly(
                        "2026-03-13T00:00Z 0 0 0 null 0 0 null null",
                        "2026-03-14T00:00Z 0 0 0 null 0 0 null null",
                        "2026-03-15T00:00Z 0 0 0 null 0 0 null null");
        assertThat(rows("daily-metrics", "days=3", "currencies=USD"))
                .startsWith("2026-03-13T00:00Z 6 3 2 3 0 3 7 75.5");
    }

    @Test
    void productsShowWhatIsLookedAtAndWhatIsSold() {
        requestsAndProducts();
        assertThat(columns("products"))
                .containsExactly("product_id", "events", "transactions", "quantity", "transactions_per_event");
        assertThat(rows("products")).containsExactly("p1 2 0 null 0", "p2 1 0 null 0");
    }

    @Test
    void namedEventsShowHowOftenOneActorRepeatsThem() {
        requestsAndProducts();
        assertThat(columns("event-performance"))
                .containsExactly("event_name", "events", "actors", "sessions", "events_per_actor", "avg(duration_ms)");
        assertThat(rows("event-performance")).containsExactly("view_product 3 2 2 1.5 null");
    }

    @Test
    void conversionComparesEachStepWithTheFirst() {
        assertThat(columns("conversion", "steps=screen_view,ticket_sale,tap"))
                .containsExactly("screen_view", "ticket_sale", "tap", "ticket_sale/screen_view", "tap/screen_view");
        assertThat(rows("conversion", "steps=screen_view,ticket_sale,tap")).containsExactly("4 3 1 0.75 0.25");
        assertThat(rows("conversion", "steps=screen_view,ticket_sale", "measure=actors"))
                .containsExactly("2 1 0.5");
        assertThat(rows("conversion", "steps=screen_view,tap", "granularity=day", "days=3"))
                .containsExactly("2026-03-13T00:00Z 3 0 0", "2026-03-14T00:00Z 0 0 null", "2026-03-15T00:00Z 1 1 1");
        assertThat(rows("conversion", "steps=Home,Cart", "step_field=screen_name", "group_by=platform"))
                .containsExactly("android 1 0 0", "ios 2 1 0.5", "null 1 0 0");
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
            screens | platfrom=ios       | platfrom is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, order_by, group_by, filter, store, a field to filter by, or properties.<key>; did you mean 'platform'?
            screens | granularty=day     | granularty is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, order_by, group_by, filter, store, a field to filter by, or properties.<key>; did you mean 'granularity'?
            screens | dimension=platform | dimension is no parameter of the report screens, expected one of from, to, days, timezone, granularity, week_start, limit, compare, totals, rollups, order_by, group_by, filter, store, a field to filter by, or properties.<key>
            top     | limit=3            | dimension is missing, expected a field to group by
            top     | dimension=contry   | dimension is "contry", expected a field to group by or properties.<key>; did you mean 'country'?
            screens | days=0             | days is "0", expected a whole number from 1 to 3660
            screens | days=x             | days is "x", expected a whole number from 1 to 3660
            screens | limit=-1           | limit is "-1", expected a whole number from 1 to 100000
            screens | platform=          | platform is empty, expected a value; leave the parameter out if you do not need it
            screens | status_code=abc    | status_code is "abc", expected a number
            screens | group_by=os,contry | group_by is "contry", expected a field to group by or properties.<key>; did you mean 'country'?
            screens | filter={"eq":["contry","US"]} | filter.eq[0] is "contry", expected a field to filter by or properties.<key>; did you mean 'country'?
            screens | order_by=view      | order_by is "view", expected a column of this query: screen_name, views, actors, avg(duration_ms); did you mean 'views'?
            conversion | limit=3         | steps is missing, expected 2 to 10 different values of step_field, separated by commas, such as page_view,ticket_sale
            conversion | steps=a,,b      | steps is "a,,b", expected 2 to 10 different values of step_field, separated by commas, such as page_view,ticket_sale
            organizers | currencies=USD, | currencies is "USD,", expected at most 10 currencies, separated by commas
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

    private static Event.Builder request(
            String timestamp,
            String user,
            String method,
            String endpoint,
            long status,
            double duration,
            String region) {
        return event(timestamp, "request", user)
                .set(Field.METHOD, method)
                .set(Field.ENDPOINT, endpoint)
                .set(Field.STATUS_CODE, status)
                .set(Field.DURATION_MS, duration)
                .set(Field.REGION, region);
    }

    private static Event.Builder named(String timestamp, String user, String product) {
        return event(timestamp, "tap", user)
                .set(Field.EVENT_NAME, "view_product")
                .set(Field.PRODUCT_ID, product);
    }

    private List<String> cells(String report, List<String> columns, String... parameters) {
        return answer(report, parameters).rows().stream()
                .map(row -> String.join(
                        " ",
                        columns.stream()
                                .map(column -> text(row.get(Integer.parseInt(column))))
                                .toList()))
                .toList();
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
