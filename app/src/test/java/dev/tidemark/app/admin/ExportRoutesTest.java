package dev.tidemark.app.admin;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.WRITE_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportRoutesTest {
    private static final String EVERYTHING = """
            {"event_id":"0b8e0b52-58a3-4b5c-9c56-0f2ac1a2f7ab","event_type":"ticket_sale","timestamp":"2026-01-01T10:00:00.001Z",\
            "user_id":"ü \\"1\\"","country":"DE","status_code":200,"duration_ms":1.5E-7,"amount":99999999999999.9999,"quantity":9223372036854775807,\
            "properties":{"received_at":"a property","n":"10","z":"\\n"}}""";

    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pagesHoldEveryEventOnceAndInOrder() {
        store(IntStream.range(0, 25)
                .mapToObj(i -> "{\"event_type\":\"t\",\"event_id\":\"%d\",\"timestamp\":\"2026-01-%02dT00:00:00Z\"}"
                        .formatted(i, 1 + i * 7 % 20))
                .collect(Collectors.joining(",", "[", "]")));
        List<String> lines = pages("acme", 7);
        assertThat(lines).hasSize(25).doesNotHaveDuplicates();
        assertThat(lines.stream().map(line -> line.replaceAll(".*\"timestamp\":\"([^\"]+)\".*", "$1")))
                .isSorted();
        assertThat(pages("acme", 1_000)).isEqualTo(lines);
    }

    @Test
    void anEventComesBackAsItWas() {
        store(EVERYTHING);
        String line = pages("acme", 10).getFirst();
        assertThat(line.replaceAll("\"received_at\":\"[^\"]+\",\"user_id\"", "\"user_id\""))
                .isEqualTo(EVERYTHING.strip());
        server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"other\"}");
        HttpResponse<String> answer = take("other", line + "\n" + line.replace("9223372036854775807", "-1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("accepted").asInt()).isEqualTo(1);
        assertThat(json(answer).path("rejected").get(0).path("index").asInt()).isEqualTo(1);
        assertThat(json(answer).path("rejected").get(0).path("code").asText()).isEqualTo("out_of_range");
        assertThat(pages("other", 10)).containsExactly(line);
        assertThat(json(server.get("/v1/dead-letters?tenant=other", ADMIN_KEY)).path("dead_letters"))
                .as("whoever imports has the line")
                .isEmpty();
        assertThat(json(take("other", line)).path("duplicates").asInt()).isEqualTo(1);
        assertThat(pages("other", 10)).containsExactly(line);
    }

    @Test
    void tenantsAreListedWithTheirEventsAlsoWhereTheyWereRemoved() {
        store(EVERYTHING);
        server.post("/v1/tenants", ADMIN_KEY, "{\"tenant\":\"empty\"}");
        server.delete("/v1/tenants/acme", ADMIN_KEY);
        assertThat(json(server.get("/v1/export/tenants", ADMIN_KEY)).path("tenants"))
                .hasToString(
                        "[{\"tenant\":\"acme\",\"events\":1,\"registered\":false},{\"tenant\":\"empty\",\"events\":0,\"registered\":true}]");
        assertThat(pages("acme", 10)).hasSize(1);
        assertThat(pages("empty", 10)).isEmpty();
    }

    @Test
    void onlyWhatWasReceivedLaterIsExportedWhereThatIsAsked() {
        store(EVERYTHING);
        assertThat(server.get("/v1/export?tenant=acme&received_from=2026-01-01T00:00:00Z", ADMIN_KEY)
                        .body())
                .isNotEmpty();
        assertThat(server.get("/v1/export?tenant=acme&received_from=2100-01-01T00:00:00Z", ADMIN_KEY)
                        .body())
                .isEmpty();
    }

    @Test
    void mistakesAreToldAndKeysOfTenantsOpenNothing() {
        assertThat(server.get("/v1/export", ADMIN_KEY).statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/export?tenant=nobody", ADMIN_KEY).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/v1/export?tenant=acme&limit=0", ADMIN_KEY).statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/export?tenant=acme&after=yesterday", ADMIN_KEY)
                        .body())
                .contains("Tidemark-Next");
        assertThat(server.get("/v1/export?tenant=acme", READ_KEY).statusCode()).isEqualTo(403);
        assertThat(server.get("/v1/export/tenants", READ_KEY).statusCode()).isEqualTo(403);
        assertThat(server.post("/v1/import?tenant=acme", WRITE_KEY, "{}").statusCode())
                .isEqualTo(403);
        assertThat(take("nobody", EVERYTHING).statusCode()).isEqualTo(404);
    }

    private void store(String events) {
        assertThat(server.post("/v1/events?wait=stored", WRITE_KEY, events).statusCode())
                .isEqualTo(200);
    }

    private HttpResponse<String> take(String tenant, String lines) {
        return server.post("/v1/import?wait=stored&tenant=" + tenant, ADMIN_KEY, lines);
    }

    private List<String> pages(String tenant, int limit) {
        List<String> lines = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            HttpResponse<String> page = server.get(
                    "/v1/export?tenant=" + tenant + "&limit=" + limit
                            + after.map(position -> "&after=" + position).orElse(""),
                    ADMIN_KEY);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            assertThat(page.headers().firstValue("Tidemark-Events"))
                    .contains(Long.toString(page.body().lines().count()));
            lines.addAll(page.body().lines().toList());
            after = page.headers().firstValue("Tidemark-Next");
        } while (after.isPresent());
        return lines;
    }
}
