package dev.tidemark.query.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.rollup.RollupCoverage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.query.answer.QueryEngine;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Turns;
import dev.tidemark.query.parse.QueryParser;
import dev.tidemark.testkit.ReferenceStorage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rollups questions are answered from, where a store keeps all that are built in. */
class ServedReportsTest {

    private static final TenantId TENANT = new TenantId("acme");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-15T10:22:30Z"), ZoneOffset.UTC);
    private static final TimeRange ALWAYS =
            new TimeRange(Instant.parse("2000-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));

    private final QueryEngine engine = new QueryEngine(
            new ReferenceStorage(BuiltInRollups.all().stream()
                    .map(rollup -> new RollupCoverage(rollup, List.of(ALWAYS)))
                    .toList()),
            QueryLimits.DEFAULT,
            new Turns(QueryLimits.DEFAULT));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            active-users                                    | actor_days/day, raw
            active-users?from=today-89d&granularity=none    | actor_days/day, raw
            countries?from=today-7d&to=today                | actor_days/day
            platforms?from=today-7d&to=today                | raw
            requests                                        | requests/1m, raw
            requests?app_id=api&days=7&granularity=hour     | requests/hour, requests/1m, raw
            endpoints?from=today-7d&to=today                | requests/hour
            endpoints?from=today&to=now&status_code=500     | requests/hour, requests/1m, raw
            statuses?from=today-7d&to=today&method=GET      | requests/hour
            requests?from=today-7d&to=today&country=US      | raw
            conversion?steps=page_view,ticket_sale&from=today-7d&to=today                      | activity/day
            conversion?steps=view,buy&step_field=event_name&from=today-7d&to=today             | event_performance/day
            conversion?steps=page_view,ticket_sale&measure=actors&from=today-7d&to=today       | raw
            top?dimension=event_name&from=today-7d&to=today | event_performance/day
            revenue?granularity=hour&group_by=org_id&from=today-7d&to=today                    | revenue/hour
            products?currencies=EUR,USD&from=today-7d&to=today                                 | revenue/day
            top?dimension=error_code&event_type=update_failed&from=today-7d&to=today           | releases/day
            """)
    void reportsAreServedFrom(String report, String sources) {
        String[] parts = report.split("\\?", 2);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : parts.length > 1 ? parts[1].split("&") : new String[0]) {
            String[] pair = parameter.split("=", 2);
            parameters.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]);
        }
        var question = new ReportParser(QueryLimits.DEFAULT, CLOCK)
                .parse(parts[0], parameters, TENANT)
                .orElseThrow();
        assertThat(String.join(", ", engine.answer(question).meta().servedBy())).isEqualTo(sources);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "p95(duration_ms)" | {"eq":["event_type","request"]} | requests/hour
            "p95(duration_ms)" | {"in":["event_type",["request"]]} | requests/hour
            "p95(duration_ms)" | {"and":[{"eq":["method","GET"]},{"eq":["event_type","request"]}]} | requests/hour
            "p95(duration_ms)" | {"or":[{"eq":["method","GET"]},{"eq":["event_type","request"]}]} | raw
            "p95(duration_ms)" | {"in":["event_type",["request","page_view"]]} | raw
            "sum(bytes)" | {"eq":["event_type","request"]} | requests/hour
            "p50(speed_mbps)" | {"in":["event_type",["update_downloaded","update_failed"]]} | releases/day
            {"measure":"events","filter":{"ge":["status_code",500]},"as":"n"} | {"eq":["event_type","request"]} | requests/hour
            {"measure":"events","filter":{"eq":["country","US"]},"as":"n"} | {"eq":["event_type","request"]} | activity/day
            {"measure":"events","filter":{"eq":["os","iOS"]},"as":"n"} | {"eq":["event_type","request"]} | raw
            """)
    void queriesAreServedFrom(String measure, String filter, String sources) {
        String query =
                "{\"from\":\"today-7d\",\"to\":\"today\",\"measures\":[" + measure + "],\"filter\":" + filter + "}";
        var question =
                new QueryParser(QueryLimits.DEFAULT, CLOCK).parse(query.getBytes(StandardCharsets.UTF_8), TENANT);
        assertThat(String.join(", ", engine.answer(question).meta().servedBy())).isEqualTo(sources);
    }
}
