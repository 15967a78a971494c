package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes wrong is answered with where and why, and costs nothing that came right. */
class BadInputIT {
    private static final int BODY_LIMIT = 64 * 1024;

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static Api api;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Launch.in(data).with("TIDEMARK_HTTP_BODY_LIMIT", BODY_LIMIT + ""));
        api = server.api();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event_type\": \"t\"",
                "[{\"event_type\": \"t\"}",
                "{\"event_type\"\n: nonsense}",
                "hello",
                "[1, 2"
            })
    void anUnreadableBodyIsAnsweredWithWhereAndWhy(String body) {
        assertThat(api.write(body).problem(400)).containsPattern("line \\d+").containsPattern("column \\d+");
    }

    @Test
    void anEmptyBodyIsUnreadable() {
        api.write("").problem(400);
        api.write("  \n ").problem(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "deflate"})
    void aBodyThatIsNotCompressedAsItSaysIsUnreadable(String coding) {
        assertThat(api.send(api.request("/v1/events", Launch.WRITE_KEY)
                                .header("Content-Type", Api.JSON)
                                .header("Content-Encoding", coding)
                                .POST(BodyPublishers.ofString("{\"event_type\": \"t\"}")))
                        .problem(400))
                .contains(coding);
    }

    @Test
    void anUnknownCompressionIsNamed() {
        assertThat(api.send(api.request("/v1/events", Launch.WRITE_KEY)
                                .header("Content-Type", Api.JSON)
                                .header("Content-Encoding", "br")
                                .POST(BodyPublishers.ofString("{\"event_type\": \"t\"}")))
                        .problem(415))
                .contains("'br'", "gzip", "zstd");
    }

    @Test
    void anUnknownFieldIsKeptAsAProperty() {
        api.store("""
                {"app_id": "unknown", "event_type": "t", "colour": "red", "nested": {"deep": [1, "a"]}, "yes": true, "n": 1.50}""").with(200);

        assertThat(api.query("""
                {"app_id": "unknown", "from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"],
                 "dimensions": ["properties.colour", "properties.nested.deep", "properties.yes", "properties.n"]}""").table().rows()).containsExactly(List.of("red", "[1,\"a\"]", "true", "1.5", "1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "quantity": "many"                        | wrong_type        | quantity
            "duration_ms": {"a": 1}                   | wrong_type        | duration_ms
            "status_code": true                       | wrong_type        | status_code
            "app_id": [1]                             | wrong_type        | app_id
            "event_name": "%s"                        | too_long          | event_name
            "duration_ms": -1                         | out_of_range      | duration_ms
            "duration_ms": 1e999                      | out_of_range      | duration_ms
            "amount": 1e30                            | out_of_range      | amount
            "quantity": 99999999999999999999          | out_of_range      | quantity
            "bytes": -5                               | out_of_range      | bytes
            "timestamp": "yesterday"                  | invalid_timestamp | timestamp
            "timestamp": "2025-02-30T00:00:00Z"       | invalid_timestamp | timestamp
            "timestamp": "1999-12-31T23:59:59Z"       | ancient_timestamp | timestamp
            "timestamp": "2199-01-01T00:00:00Z"       | future_timestamp  | timestamp
            "tenant_id": "somebody-else"              | foreign_tenant    | tenant
            """)
    void oneBadEventIsRejectedByIndexAndItsNeighboursAreStored(String bad, String code, String named) {
        String app = "bad-" + code + "-" + Instant.now().toEpochMilli();
        String good = "{\"app_id\": \"" + app + "\", \"event_type\": \"good\"}";
        String member = bad.replace("%s", "x".repeat(300));

        JsonNode answer = api.store("[" + good + ", {\"event_type\": \"bad\", " + member + "}, " + good + "]")
                .with(200)
                .json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        rejectedAtOne(answer, code, named);
        assertThat(eventsOf(app)).isEqualTo("2");
    }

    @Test
    void anEventWithoutATypeIsRejected() {
        rejectedAtOne(api.write("""
                [{"event_type": "good"}, {"event_name": "no type"}]""").with(202).json(), "missing_field", "event_type");
    }

    @Test
    void whatIsNoObjectIsRejectedByItsIndex() {
        for (String bad : List.of("1", "null", "\"text\"", "[]", "true")) {
            JsonNode answer = api.write("[{\"event_type\": \"good\"}, " + bad + ", {\"event_type\": \"good\"}]")
                    .with(202)
                    .json();
            assertThat(answer.path("accepted").asInt()).isEqualTo(2);
            rejectedAtOne(answer, "unreadable", "");
        }
    }

    @Test
    void aBadLineRejectsThatLineOnly() {
        JsonNode answer = api.post("/v1/events", Launch.WRITE_KEY, Api.NDJSON, """
                {"event_type": "first"}
                {"event_type": nonsense
                {"event_type": "third"}
                """.getBytes(UTF_8))
                .with(202)
                .json();

        assertThat(answer.path("accepted").asInt()).isEqualTo(2);
        rejectedAtOne(answer, "unreadable", "");
    }

    @Test
    void aTimestampAheadByLessThanADayIsTaken() {
        Instant soon = Instant.now().plus(23, ChronoUnit.HOURS);
        Instant later = Instant.now().plus(25, ChronoUnit.HOURS);
        JsonNode answer = api.write("""
                [{"event_type": "soon", "timestamp": "%s"}, {"event_type": "later", "timestamp": "%s"}]""".formatted(soon, later)).with(202).json();
        rejectedAtOne(answer, "future_timestamp", "timestamp");
    }

    @Test
    void whatWasRejectedIsKeptWithItsReason() {
        api.write("""
                {"app_id": "dead", "event_type": "letter", "quantity": "not a number at all"}""").with(202);
        api.store("""
                {"event_type": "mark"}""").with(200);

        String letters = "";
        for (int i = 0; i < 100 && !letters.contains("not a number at all"); i++) {
            letters = api.get("/v1/dead-letters?tenant=acme", Launch.ADMIN_KEY)
                    .with(200)
                    .body();
            Pause.millis(100);
        }
        assertThat(letters).contains("not a number at all", "wrong_type", "quantity");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAsAWhole() {
        String event = "{\"app_id\": \"large\", \"event_type\": \"t\"},";
        String large = "[" + event.repeat(BODY_LIMIT / event.length() + 10) + "{\"event_type\": \"t\"}]";

        api.write(large).with(413);
        assertThat(api.send(api.request("/v1/events", Launch.WRITE_KEY)
                                .header("Content-Type", Api.JSON)
                                .header("Content-Encoding", "gzip")
                                .POST(BodyPublishers.ofByteArray(gzip(large.getBytes(UTF_8)))))
                        .problem(413))
                .contains(Integer.toString(BODY_LIMIT));
        assertThat(eventsOf("large")).isEqualTo("0");
    }

    @Test
    void asMuchAsIsAllowedIsTaken() {
        String event = "{\"app_id\": \"allowed\", \"event_type\": \"t\"}";
        int events = BODY_LIMIT / (event.length() + 1) - 1;
        api.store("[" + (event + ",").repeat(events - 1) + event + "]").with(200);
        assertThat(eventsOf("allowed")).isEqualTo(Integer.toString(events));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"from": "-1d", "to": "now", "measures": ["evnts"]}                                             | measures[0]   | events
            {"from": "-1d", "to": "now", "measures": ["sum(amonut)"]}                                       | measures[0]   | amount
            {"from": "-1d", "to": "now", "measures": ["medain(amount)"]}                                    | measures[0]   | avg
            {"from": "-1d", "to": "now", "measures": ["events"], "dimensions": ["platfrom"]}                | dimensions[0] | platform
            {"from": "-1d", "to": "now", "measures": ["events"], "granularity": "hours"}                    | granularity   | hour
            {"from": "-1d", "to": "now", "measures": ["events"], "timezone": "Europe/Berln"}                | timezone      | Europe/Berlin
            {"from": "-1d", "to": "now", "measures": ["events"], "filter": {"equals": ["platform", "ios"]}} | filter        | eq
            {"from": "-1d", "to": "now", "measures": ["events"], "filter": {"eq": ["contry", "US"]}}        | filter.eq[0]  | country
            {"from": "-1d", "to": "now", "measures": ["events"], "filter": {"gt": ["bytes", "1"]}}          | filter.gt[1]  | number
            {"from": "-1d", "to": "now", "mesures": ["events"]}                                             | mesures       | measures
            {"from": "-1d", "to": "now", "measures": ["events"], "limit": -1}                               | limit         | whole number
            {"from": "-1d", "to": "now", "measures": ["events"], "limit": 1e-9999999991700000000} | query | number
            {"from": "now", "to": "-1d", "measures": ["events"]}                                            | to            | after
            {"from": "tomorow", "to": "now", "measures": ["events"]}                                        | from          | date
            {"from": "-1d", "to": "now", "measures": ["events"], "order_by": [["actors", "desc"]]}          | order_by      | events
            {"from": "-1d", "to": "now", "measures": ["events"], "dimensions": ["service_name"]}            | dimensions[0] | app_id
            {"from": "-1d"                                                                                  | line 1        | column
            []                                                                                              | query         | object
            """)
    void aBadQueryNamesTheFieldAndWhatWasMeant(String question, String field, String meant) {
        assertThat(api.query(question).problem(400)).contains(field, meant);
    }

    @Test
    void aBadParameterOfAReportIsNamed() {
        assertThat(api.report("screens?from=-1d&to=now&granularty=day").problem(400))
                .contains("granularty", "granularity");
        assertThat(api.report("screens?from=-1d&to=now&granularity=dya").problem(400))
                .contains("granularity", "day");
        assertThat(api.report("screans?from=-1d&to=now").problem(404)).isNotBlank();
    }

    @Test
    void whatIsNotThereOrNotAllowedIsAProblemToo() {
        api.get("/v1/nothing", Launch.READ_KEY).problem(404);
        api.get("/v1/events", Launch.WRITE_KEY).problem(405);
    }

    @Test
    void theServerIsInGoodHealthAfterAllThat() {
        api.get("/health", "").with(200);
    }

    private static void rejectedAtOne(JsonNode answer, String code, String named) {
        assertThat(answer.path("rejected")).as(answer.toString()).hasSize(1);
        JsonNode rejection = answer.path("rejected").path(0);
        assertThat(rejection.path("index").asInt()).isEqualTo(1);
        assertThat(rejection.path("code").asText()).isEqualTo(code);
        assertThat(rejection.path("message").asText()).contains(named).isNotBlank();
    }

    private static String eventsOf(String app) {
        return api.query("""
                {"app_id": "%s", "from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"]}""".formatted(app)).table().single("events");
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
