package dev.tidemark.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.testkit.ReferenceStorage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueryEntrancesTest {

    private static final String ANYTHING = "*/*";
    private static final Instant NOW = Instant.parse("2026-03-15T10:22:30Z");
    private static final ReferenceStorage STORAGE = new ReferenceStorage();

    private static QueryServer server = start();

    private static QueryServer start() {
        return new QueryServer(STORAGE, QueryLimits.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @BeforeAll
    static void history() {
        STORAGE.append(new EventBatch(List.of(
                event(QueryServer.TENANT, "ios"),
                event(QueryServer.TENANT, "ios"),
                event(QueryServer.TENANT, "=cmd"),
                event(new TenantId("rival"), "ios"))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aQueryIsAnsweredInJson() throws Exception {
        HttpResponse<String> answer = server.post("/v1/query", byPlatform(""), ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .startsWith("{\"columns\":[{\"name\":\"platform\",\"type\":\"text\"},"
                        + "{\"name\":\"events\",\"type\":\"integer\"}],\"rows\":[[\"ios\",2],[\"=cmd\",1]],\"meta\":{")
                .contains("\"served_by\":[\"raw\"],\"exact\":true");
    }

    @Test
    void aQueryIsAnsweredInCsvWhereThatIsAccepted() throws Exception {
        HttpResponse<String> answer = server.post("/v1/query", byPlatform(""), "text/csv, application/json;q=0.5");

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(answer.body()).isEqualTo("platform,events\r\nios,2\r\n'=cmd,1\r\n");
        assertThat(answer.headers().firstValue("X-Truncated")).isEmpty();
    }

    @Test
    void whatIsPreferredIsAnswered() throws Exception {
        HttpResponse<String> answer = server.post("/v1/query", byPlatform(""), "text/csv;q=0.1, application/json");

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void aCutAnswerSaysSo() throws Exception {
        HttpResponse<String> answer = server.post("/v1/query", byPlatform(",\"limit\":1"), "text/csv");

        assertThat(answer.body()).isEqualTo("platform,events\r\nios,2\r\n");
        assertThat(answer.headers().firstValue("X-Truncated")).hasValue("true");
    }

    @Test
    void aReportIsAnswered() throws Exception {
        HttpResponse<String> answer =
                server.get("/v1/reports/platforms?platform=ios&from=2026-03-15&limit=5", "application/json");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rows\":[[\"ios\",2,1,0,null]]");
        assertThat(server.get("/v1/reports/platforms?platform=ios", "text/csv").body())
                .isEqualTo("platform,events,actors,sessions,events_per_session\r\nios,2,1,0,\r\n");
    }

    @Test
    void reportsAreListed() throws Exception {
        assertThat(server.get("/v1/reports", ANYTHING).body())
                .startsWith("{\"active-users\":\"how many distinct actors");
    }

    @Test
    void aMistakeIsAProblem() throws Exception {
        HttpResponse<String> answer =
                server.post("/v1/query", "{\"from\":\"-1d\",\"dimensions\":[\"platfrom\"]}", ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .startsWith("{\"type\":\"about:blank\",\"title\":\"Bad Request\",\"status\":400,"
                        + "\"detail\":\"dimensions[0] is \\\"platfrom\\\", expected a field to group by or"
                        + " properties.<key>; did you mean 'platform'?\",\"path\":\"dimensions[0]\",\"allowed\":[")
                .endsWith("\"did_you_mean\":\"platform\"}");
    }

    @Test
    void halfACharacterIsReplacedInMistakesAndNames() throws Exception {
        HttpResponse<String> mistake = server.post("/v1/query", "{\"\\ud800\":1}", ANYTHING);
        assertThat(mistake.statusCode()).isEqualTo(400);
        assertThat(mistake.body()).contains("\"path\":\"\uFFFD\"");

        HttpResponse<String> answer = server.post("/v1/query", """
                {"from":"-1d","measures":["unique(properties.\\udc00)"],"dimensions":["properties.\\ud800"],
                 "order_by":[["unique(properties.\\udc00)"],["properties.\\ud800"]]}""", ANYTHING);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"name\":\"unique(properties.\uFFFD)\"");
    }

    @Test
    void nothingOpensAnotherTenant() throws Exception {
        for (HttpResponse<String> answer : List.of(
                server.post("/v1/query", byPlatform(",\"tenant_id\":\"rival\""), ANYTHING),
                server.post("/v1/query?tenant_id=rival", byPlatform(""), ANYTHING),
                server.post("/v1/query?tenant=rival", byPlatform(""), ANYTHING),
                server.get("/v1/reports/platforms?tenant_id=rival", ANYTHING),
                server.get("/v1/reports/platforms?tenant_id=acme&tenant_id=rival", ANYTHING))) {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("names a tenant that this key does not belong to");
        }
    }

    @Test
    void anUnknownReportIsNotFound() throws Exception {
        HttpResponse<String> answer = server.get("/v1/reports/screans", ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("expected one of: active-users, screens, pages, events");
    }

    @Test
    void anEmptyBodyIsAMistake() throws IOException, InterruptedException {
        HttpResponse<String> answer = server.post("/v1/query", "", ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    private static String byPlatform(String more) {
        return "{\"from\":\"2026-03-15\",\"dimensions\":[\"platform\"],\"order_by\":[[\"events\",\"desc\"]]" + more
                + "}";
    }

    private static Event event(TenantId tenant, String platform) {
        return Event.builder(tenant)
                .set(Field.EVENT_ID, UUID.randomUUID())
                .set(Field.EVENT_TYPE, "visit")
                .set(Field.TIMESTAMP, NOW.minusSeconds(60))
                .set(Field.RECEIVED_AT, NOW)
                .set(Field.USER_ID, "ann")
                .set(Field.PLATFORM, platform)
                .build();
    }
}
