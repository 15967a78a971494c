package dev.tidemark.app.admin;

import static dev.tidemark.app.TestServer.ADMIN_KEY;
import static dev.tidemark.app.TestServer.READ_KEY;
import static dev.tidemark.app.TestServer.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollupRouteTest {

    @Test
    void aRollupIsShownAsItWasConfigured(@TempDir Path directory) throws IOException {
        Path settings = Files.writeString(directory.resolve("server.yml"), """
                tidemark:
                  rollups:
                    - name: plans
                      filter: {and: [{eq: [event_type, purchase]}, {gt: [amount, 0.5]}]}
                      granularities: [day]
                      dimensions: [properties.plan]
                      measures: [sum(amount), p95(duration_ms)]
                """);
        try (TestServer server = TestServer.start(directory, Map.of("TIDEMARK_CONFIG", settings.toString()))) {
            JsonNode answer = json(server.get("/v1/admin/rollups", ADMIN_KEY));
            assertThat(answer.path("store").asText()).isEqualTo("embedded");
            JsonNode plans = answer.path("rollups").get(0);
            assertThat(plans.path("name").asText()).isEqualTo("plans");
            assertThat(plans.path("state").asText()).isEqualTo("complete");
            assertThat(plans.path("definition")).hasToString("""
                    {"filter":{"and":[{"eq":["event_type","purchase"]},{"gt":["amount",0.5]}]},"granularities":["day"],\
                    "dimensions":["properties.plan"],"measures":["events","sum(amount)","histogram(duration_ms)"]}""");
            assertThat(plans.path("complete")).hasSize(1);
            assertThat(plans.path("progress")).hasToString("{\"events\":0,\"filled\":0,\"percent\":100}");
            assertThat(plans.path("tables")).hasToString("[{\"name\":\"plans_1d\",\"rows\":0}]");
            assertThat(answer.path("rollups").findValuesAsText("name")).contains("activity", "revenue");
        }
    }

    @Test
    void onlyAnAdministratorSeesThem(@TempDir Path directory) {
        try (TestServer server = TestServer.start(directory)) {
            assertThat(server.get("/v1/admin/rollups", READ_KEY).statusCode()).isEqualTo(403);
        }
    }
}
