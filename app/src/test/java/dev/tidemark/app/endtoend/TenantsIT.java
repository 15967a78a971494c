package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key opens, and that no key of one tenant reaches an event of another by any means a request has. */
class TenantsIT {
    private static final String RIVAL = "rival";

    /** Stands in every event of the rival and nowhere in what the tests ask. */
    private static final String SECRET = "the-rivals-secret";

    private static final List<String> HEADERS = List.of(
            "Tenant", "Tenant-Id", "X-Tenant", "X-Tenant-Id", "X-Scope-OrgID", "Tidemark-Tenant", "X-Tidemark-Tenant");
    private static final List<String> PARAMETERS = List.of("tenant", "tenant_id", "tenantId", "org", "key", "api_key");

    @TempDir
    static Path data;

    private static ServerProcess server;
    private static Api api;
    private static String rivalWrites;
    private static String rivalReads;

    @BeforeAll
    static void start() {
        server = ServerProcess.start(Launch.in(data));
        api = server.api();
        api.post("/v1/tenants", Launch.ADMIN_KEY, """
                {"tenant": "rival"}""").with(201);
        rivalWrites = makeKey("write");
        rivalReads = makeKey("read");
        api.post("/v1/events?wait=stored", rivalWrites, """
                {"event_id": "shared-id", "event_type": "%1$s", "app_id": "%1$s", "user_id": "%1$s", "screen_name": "%1$s",
                 "page_url": "%1$s", "platform": "%1$s", "country": "%1$s", "org_id": "%1$s", "product_id": "%1$s",
                 "currency": "%1$s", "amount": 12345, "properties": {"p": "%1$s"}}""".formatted(SECRET)).with(200);
        api.store("""
                {"event_id": "own-id", "event_type": "own", "app_id": "own", "user_id": "own", "screen_name": "own",
                 "properties": {"p": "own"}}""").with(200);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String makeKey(String kind) {
        return api.post("/v1/keys", Launch.ADMIN_KEY, """
                {"tenant": "%s", "kind": "%s", "name": "test"}""".formatted(RIVAL, kind))
                .with(201)
                .json()
                .path("secret")
                .asText();
    }

    @Test
    void theRivalSeesItsOwn() {
        assertThat(api.post("/v1/query", rivalReads, question("\"dimensions\": [\"app_id\"]"))
                        .body())
                .contains(SECRET);
    }

    @Test
    void aReadKeyCannotWrite() {
        assertThat(api.post("/v1/events", Launch.READ_KEY, """
                {"event_type": "t"}""").problem(403)).contains("read", "write");
    }

    @Test
    void aWriteKeyCannotRead() {
        assertThat(api.post("/v1/query", Launch.WRITE_KEY, question("\"dimensions\": []"))
                        .problem(403))
                .contains("read", "write");
        assertThat(api.get("/v1/reports/events?from=-1d&to=now", Launch.WRITE_KEY)
                        .problem(403))
                .contains("read", "write");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/tenants", "/v1/keys"})
    void onlyAnAdminKeyAdministers(String path) {
        for (String key : List.of(Launch.READ_KEY, Launch.WRITE_KEY)) {
            assertThat(api.get(path, key).problem(403)).contains("admin");
            assertThat(api.post(path, key, """
                    {"tenant": "mine", "kind": "read"}""").problem(403)).contains("admin");
        }
    }

    @Test
    void withoutAKeyNothingIsReadOrWritten() {
        for (String path : List.of("/v1/events", "/v1/query", "/v1/tenants", "/v1/keys", "/v1/dead-letters/replay")) {
            Answer answer =
                    api.send(api.request(path).header("Content-Type", Api.JSON).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.problem(401)).contains("key");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(api.post(path, "tmk_w_nobody-made-this-key", "{}").problem(401))
                    .doesNotContain("nobody-made");
        }
    }

    @Test
    void aRevokedKeyOpensNothing() {
        Answer made = api.post("/v1/keys", Launch.ADMIN_KEY, """
                {"tenant": "rival", "kind": "read", "name": "short-lived"}""").with(201);
        String secret = made.json().path("secret").asText();
        String id = made.json().path("key").path("id").asText();
        api.post("/v1/query", secret, question("\"dimensions\": []")).with(200);

        api.send(api.request("/v1/keys/" + id, Launch.ADMIN_KEY).DELETE()).with(204);

        api.post("/v1/query", secret, question("\"dimensions\": []")).problem(401);
    }

    @Test
    void noParameterOpensAnotherTenant() {
        for (String parameter : PARAMETERS) {
            String suffix = parameter + "=" + RIVAL;
            showsNothing(api.post("/v1/query?" + suffix, Launch.READ_KEY, question("\"dimensions\": [\"app_id\"]")));
            for (String report : reports()) {
                showsNothing(api.report(report + "&" + suffix));
            }
            showsNothing(api.get("/v1/dead-letters?" + suffix, Launch.READ_KEY));
        }
        showsNothing(api.post(
                "/v1/query?key=" + rivalReads + "&api_key=" + rivalReads,
                Launch.READ_KEY,
                question("\"dimensions\": [\"app_id\"]")));
    }

    @Test
    void noHeaderOpensAnotherTenant() {
        for (String header : HEADERS) {
            HttpRequest.Builder request = api.request("/v1/query", Launch.READ_KEY)
                    .header("Content-Type", Api.JSON)
                    .header(header, RIVAL)
                    .POST(BodyPublishers.ofString(question("\"dimensions\": [\"app_id\"]")));
            showsNothing(api.send(request));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tenant\": \"rival\", \"dimensions\": [\"app_id\"]",
                "\"tenant_id\": \"rival\", \"dimensions\": [\"app_id\"]",
                "\"dimensions\": [\"tenant_id\"]",
                "\"dimensions\": [\"tenant_id\", \"app_id\"]",
                "\"dimensions\": [\"properties.tenant_id\", \"app_id\"]",
                "\"dimensions\": [\"event_id\"]",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"eq\": [\"tenant_id\", \"rival\"]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"ne\": [\"tenant_id\", \"acme\"]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"or\": [{\"eq\": [\"app_id\", \"x\"]}, {\"not\": {\"eq\": [\"app_id\", \"x\"]}}]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"not\": {\"eq\": [\"app_id\", \"own\"]}}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"ne\": [\"app_id\", \"own\"]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"exists\": \"amount\"}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"contains\": [\"app_id\", \"rivals\"]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"starts_with\": [\"app_id\", \"the\"]}",
                "\"dimensions\": [\"app_id\"], \"filter\": {\"eq\": [\"app_id\", \"x' OR '1'='1\"]}",
                "\"dimensions\": [\"properties.p' OR '1'='1\"]",
                "\"dimensions\": [\"properties.p\"], \"filter\": {\"exists\": \"properties.x') OR ('1'='1\"}",
                "\"dimensions\": [\"app_id\"], \"timezone\": \"UTC' OR '1'='1\"",
            })
    void noQuestionOpensAnotherTenant(String part) {
        showsNothing(api.query(question(part)));
    }

    @Test
    void theSumsOfAnotherTenantAreNotInOnes() {
        assertThat(api.query("""
                {"from": "-1d", "to": "+1d", "granularity": "none", "measures": ["actors", "sum(amount)"]}""").table().rows()).containsExactly(List.of("1", "null"));
    }

    @Test
    void anEventThatNamesAnotherTenantIsRejectedAndStoredNowhere() {
        Answer answer = api.store("""
                [{"tenant_id": "rival", "event_type": "foreign", "app_id": "foreign"},
                 {"tenant_id": "acme", "event_type": "named", "app_id": "named"}]""").with(200);

        assertThat(answer.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(answer.json().path("rejected").path(0).path("index").asInt()).isZero();
        assertThat(answer.json().path("rejected").path(0).path("code").asText()).isEqualTo("foreign_tenant");
        assertThat(eventsOf(rivalReads, "foreign")).isEqualTo("0");
        assertThat(eventsOf(Launch.READ_KEY, "foreign")).isEqualTo("0");
        assertThat(eventsOf(Launch.READ_KEY, "named")).isEqualTo("1");
    }

    @Test
    void noParameterOrHeaderWritesIntoAnotherTenant() {
        for (String parameter : PARAMETERS) {
            api.post("/v1/events?wait=stored&" + parameter + "=" + RIVAL, Launch.WRITE_KEY, intruder());
        }
        for (String header : HEADERS) {
            api.send(api.request("/v1/events?wait=stored", Launch.WRITE_KEY)
                    .header("Content-Type", Api.JSON)
                    .header(header, RIVAL)
                    .POST(BodyPublishers.ofString(intruder())));
        }
        assertThat(eventsOf(rivalReads, "intruder")).isEqualTo("0");
    }

    @Test
    void theSameEventIdOfTwoTenantsIsTwoEvents() {
        api.store("""
                {"event_id": "shared-id", "event_type": "t", "app_id": "shared"}""").with(200);
        assertThat(eventsOf(Launch.READ_KEY, "shared")).isEqualTo("1");
        assertThat(eventsOf(rivalReads, SECRET)).isEqualTo("1");
    }

    private static String intruder() {
        return """
                {"event_type": "t", "app_id": "intruder"}""";
    }

    private static String question(String part) {
        return """
                {"from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"], %s}""".formatted(part);
    }

    private static String eventsOf(String key, String app) {
        return api.post("/v1/query", key, """
                {"app_id": "%s", "from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"]}""".formatted(app)).table().single("events");
    }

    private static List<String> reports() {
        return List.of(
                "active-users?from=-1d&to=%2B1d",
                "screens?from=-1d&to=%2B1d",
                "pages?from=-1d&to=%2B1d",
                "events?from=-1d&to=%2B1d",
                "platforms?from=-1d&to=%2B1d",
                "countries?from=-1d&to=%2B1d",
                "revenue?from=-1d&to=%2B1d",
                "realtime?days=1",
                "top?dimension=app_id&from=-1d&to=%2B1d");
    }

    /** Either refused, or answered from what is one's own. */
    private static void showsNothing(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isIn(200, 400, 403, 404);
        assertThat(answer.body()).doesNotContain(SECRET).doesNotContain("12345");
    }
}
