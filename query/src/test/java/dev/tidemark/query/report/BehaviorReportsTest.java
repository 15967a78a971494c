package dev.tidemark.query.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.query.LogarithmicBins;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.Answer;
import dev.tidemark.query.answer.BehaviorEngine;
import dev.tidemark.query.answer.BehaviorQuestion;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Turns;
import dev.tidemark.query.mistake.ForeignTenantException;
import dev.tidemark.query.mistake.QueryMistakeException;
import dev.tidemark.query.parse.BehaviorParser;
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

/** The numbers are worked out by hand from the history below. */
class BehaviorReportsTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Instant NOW = Instant.parse("2026-03-15T10:22:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final ReferenceStorage storage = new ReferenceStorage();
    private final BehaviorEngine engine =
            new BehaviorEngine(storage, QueryLimits.DEFAULT, new Turns(QueryLimits.DEFAULT));
    private final BehaviorReportParser reports = new BehaviorReportParser(QueryLimits.DEFAULT, CLOCK);
    private final BehaviorParser parser = new BehaviorParser(QueryLimits.DEFAULT, CLOCK);

    /** Ann looks, puts into the cart and buys; Bob looks and leaves; Eve looks on one day and buys on another, on Android. */
    @BeforeEach
    void history() {
        store(
                screen("2026-03-13T09:00:00Z", "ann", "Home", "ios"),
                screen("2026-03-13T09:01:00Z", "ann", "Event", "ios"),
                screen("2026-03-13T09:01:30Z", "ann", "Event", "ios"),
                event("2026-03-13T09:02:00Z", "add_to_cart", "ann", "ios"),
                event("2026-03-13T09:05:00Z", "ticket_sale", "ann", "ios"),
                screen("2026-03-13T10:00:00Z", "bob", "Home", "ios"),
                screen("2026-03-13T20:00:00Z", "eve", "Home", "android"),
                screen("2026-03-14T20:00:00Z", "eve", "Event", "android"),
                event("2026-03-14T20:04:00Z", "add_to_cart", "eve", "android"),
                event("2026-03-15T08:00:00Z", "ticket_sale", "eve", "android"),
                screen("2026-03-15T09:00:00Z", "ann", "Home", "ios"));
    }

    @Test
    void aFunnelTellsHowManyCameToEachStepAndHowLongItTook() {
        String steps = "\"steps\":[\"screen_view\",\"add_to_cart\",\"ticket_sale\"]";
        assertThat(columns(funnel("{" + steps + "}")))
                .containsExactly("step", "name", "actors", "of_previous", "of_first", "mean_time_ms", "median_time_ms");
        // Within seven days: Ann took 210 s from her last look before the cart (09:01:30), Eve 12 h from hers.
        assertThat(rows(funnel("{" + steps + "}")))
                .containsExactly(
                        "1 screen_view 3 null 1 null null",
                        "2 add_to_cart 2 0.6666666667 0.6666666667 null null",
                        "3 ticket_sale 2 1 0.6666666667 21705000 " + near(210_000));
        assertThat(rows(funnel("{" + steps + ",\"window\":\"1h\"}")))
                .containsExactly(
                        "1 screen_view 3 null 1 null null",
                        "2 add_to_cart 2 0.6666666667 0.6666666667 null null",
                        "3 ticket_sale 1 0.5 0.3333333333 210000 " + near(210_000));
        assertThat(rows(funnel("{" + steps + ",\"window\":\"1h\",\"breakdown\":\"platform\"}")))
                .containsExactly(
                        "ios 1 screen_view 2 null 1 null null",
                        "ios 2 add_to_cart 1 0.5 0.5 null null",
                        "ios 3 ticket_sale 1 1 0.5 210000 " + near(210_000),
                        "android 1 screen_view 1 null 1 null null",
                        "android 2 add_to_cart 1 1 1 null null",
                        "android 3 ticket_sale 0 0 0 null null");
    }

    @Test
    void stepsMayBeAnyFilterWithAName() {
        assertThat(rows(funnel("""
                        {"steps":[{"name":"home","filter":{"eq":["screen_name","Home"]}},
                                  {"filter":{"eq":["screen_name","Event"]}}],
                         "mode":"strict","filter":{"eq":["platform","ios"]},"from":"2026-03-13","to":"2026-03-14"}""")))
                .containsExactly("1 home 2 null 1 null null", "2 step 2 1 0.5 0.5 60000 " + near(60_000));
    }

    @Test
    void cohortsShowEveryLaterBucketAlsoWithoutReturns() {
        assertThat(rows(cohorts("{\"from\":\"2026-03-13\",\"granularity\":\"day\"}")))
                .containsExactly(
                        "2026-03-13T00:00Z 0 3 3 1",
                        "2026-03-13T00:00Z 1 3 1 0.3333333333",
                        "2026-03-13T00:00Z 2 3 2 0.6666666667");
        assertThat(rows(cohorts("""
                        {"from":"2026-03-13","granularity":"day","membership":"every",
                         "start":{"eq":["event_type","screen_view"]},"return":{"eq":["event_type","ticket_sale"]}}""")))
                .containsExactly(
                        "2026-03-13T00:00Z 0 3 3 1",
                        "2026-03-13T00:00Z 1 3 0 0",
                        "2026-03-13T00:00Z 2 3 1 0.3333333333",
                        "2026-03-14T00:00Z 0 1 1 1",
                        "2026-03-14T00:00Z 1 1 1 1",
                        "2026-03-15T00:00Z 0 1 1 1");
    }

    @Test
    void retentionIsOneFigure() {
        assertThat(rows(report("retention", "date=2026-03-13", "days_later=2")))
                .containsExactly("2026-03-13T00:00Z 2 3 2 0.6666666667");
        assertThat(rows(report("retention", "date=today-2d", "days_later=1", "platform=android")))
                .containsExactly("2026-03-13T00:00Z 1 1 1 1");
    }

    @Test
    void pathsCollapseWhatFollowsItself() {
        // Without session ids: two of Ann, one of Bob, two of Eve (the sale half a day later has no screen).
        assertThat(rows(paths("{\"depth\":3}")))
                .containsExactly("Home null null 3", "Event null null 1", "Home Event null 1");
        assertThat(rows(paths("{\"of\":\"event_type\",\"depth\":2,\"limit\":1}")))
                .containsExactly("screen_view null 3");
    }

    @Test
    void sessionsAreToldByDayAndByWhereTheyBegin() {
        // The 13th: Ann's of five minutes and five events, Bob's and Eve's of one event.
        assertThat(rows(report("sessions", "from=2026-03-13")))
                .containsExactly(
                        "2026-03-13T00:00Z 3 2 0.6666666667 7 2.3333333333 100000 0.0 " + near(300_000),
                        "2026-03-14T00:00Z 1 0 0 2 2 240000 " + near(240_000) + " " + near(240_000),
                        "2026-03-15T00:00Z 2 2 1 2 1 0 0.0 0.0");
        assertThat(rows(report("sessions", "granularity=none", "group_by=entry,exit", "limit=1")))
                .containsExactly("Home Home 3 3 1 3 1 0 0.0 0.0");
    }

    @Test
    void stickinessIsDailyOverMonthlyActors() {
        assertThat(rows(report("stickiness", "from=2026-03-13")))
                .containsExactly(
                        "2026-03-13T00:00Z 3 3 3 1",
                        "2026-03-14T00:00Z 1 3 3 0.3333333333",
                        "2026-03-15T00:00Z 2 3 3 0.6666666667");
    }

    @Test
    void latestValuesAreOfEachSubjectsLatestEvent() {
        assertThat(rows(report("latest", "subject=user_id", "value=event_type,platform")))
                .containsExactly("screen_view ios 2", "ticket_sale android 1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                       | steps is missing, expected a list of 1 to 50 steps
                    {"steps":[]}                             | steps is [], expected a list of 1 to 50 steps
                    {"steps":[7]}                            | steps[0] is 7, expected an event type
                    {"steps":[{"name":"a"}]}                 | expected an event type, or
                    {"steps":[{"nme":"a","filter":{}}]}      | did you mean 'name'
                    {"steps":["a"],"mode":"orderd"}          | did you mean 'ordered'
                    {"steps":["a"],"window":"0d"}            | expected a length of time such as 30m, 12h or 7d
                    {"steps":["a"],"window":"week"}          | expected a length of time such as 30m, 12h or 7d
                    {"steps":["a"],"breakdown":"platfrom"}   | did you mean 'platform'
                    {"steps":["a"],"windw":"7d"}             | did you mean 'window'
                    {"steps":["a","b"],"limit":50001}        | limit is 50001, expected a whole number from 1 to 50000
                    """)
    void mistakesOfFunnelsAreExplained(String body, String expected) {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> funnel(body))
                .satisfies(mistake -> assertThat(
                                mistake.mistake().detail() + mistake.mistake().nearest())
                        .contains(expected.replace("did you mean '", "").replace("'", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "retention, days_later=3, date is missing",
        "retention, date=2011-12-29;days_later=1;timezone=Pacific/Apia, another day: 2011-12-30 was left out in Pacific/Apia",
        "retention, date=2026-03-13;days=3, it only with other reports",
        "latest, subject=device_id, value is missing",
        "latest, value=platform;granularity=day, none: each subject",
        "stickiness, granularity=week, day: these windows",
        "stickiness, group_by=platform, such as sessions",
        "sessions, group_by=entyr, a field to group by"
    })
    void mistakesOfReportsAreExplained(String name, String parameters, String expected) {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> report(name, parameters.split(";")))
                .satisfies(mistake -> assertThat(mistake.mistake().detail()).contains(expected));
    }

    @Test
    void moreCohortsThanAnyoneReadsAreRefused() {
        assertThatExceptionOfType(QueryMistakeException.class)
                .isThrownBy(() -> cohorts("{\"from\":\"2024-01-01\",\"to\":\"2026-01-01\",\"granularity\":\"day\"}"))
                .withMessageContaining("731 cohorts make 267546 rows, at most 100000 are answered");
    }

    @Test
    void anotherTenantIsRefused() {
        assertThatExceptionOfType(ForeignTenantException.class)
                .isThrownBy(() -> funnel("{\"tenant_id\":\"rival\",\"steps\":[\"a\"]}"));
        assertThatExceptionOfType(ForeignTenantException.class).isThrownBy(() -> report("sessions", "tenant_id=rival"));
    }

    private Answer funnel(String body) {
        return answer(parser.funnel(body.getBytes(UTF_8), TENANT));
    }

    private Answer cohorts(String body) {
        return answer(parser.cohorts(body.getBytes(UTF_8), TENANT));
    }

    private Answer paths(String body) {
        return answer(parser.paths(body.getBytes(UTF_8), TENANT));
    }

    private Answer report(String name, String... parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String parameter : parameters) {
            String[] parts = parameter.split("=", 2);
            values.computeIfAbsent(parts[0], key -> new ArrayList<>()).add(parts[1]);
        }
        return answer(reports.parse(name, values, TENANT).orElseThrow());
    }

    private Answer answer(BehaviorQuestion question) {
        return engine.answer(question);
    }

    private static List<String> columns(Answer answer) {
        return answer.columns().stream().map(column -> column.name()).toList();
    }

    private static List<String> rows(Answer answer) {
        return answer.rows().stream()
                .map(row -> String.join(
                        " ", row.stream().map(BehaviorReportsTest::text).toList()))
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }

    /** What stands for a time in its bin. */
    private static String near(long milliseconds) {
        return String.valueOf(LogarithmicBins.representative(LogarithmicBins.of((double) milliseconds)));
    }

    private void store(Event.Builder... events) {
        for (Event.Builder event : events) {
            storage.append(new EventBatch(List.of(event.build())));
        }
    }

    private static Event.Builder screen(String at, String user, String screen, String platform) {
        return event(at, "screen_view", user, platform).set(Field.SCREEN_NAME, screen);
    }

    private static Event.Builder event(String at, String type, String user, String platform) {
        return Event.builder(TENANT)
                .set(Field.EVENT_ID, UUID.nameUUIDFromBytes((at + type + user).getBytes(UTF_8)))
                .set(Field.EVENT_TYPE, type)
                .set(Field.TIMESTAMP, Instant.parse(at))
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.USER_ID, user)
                .set(Field.PLATFORM, platform);
    }
}
