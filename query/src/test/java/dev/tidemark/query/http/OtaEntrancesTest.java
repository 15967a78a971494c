package dev.tidemark.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.testkit.ReferenceStorage;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtaEntrancesTest {

    private static final String ANYTHING = "*/*";

    private static QueryServer server = new QueryServer(new ReferenceStorage(), QueryLimits.DEFAULT, Clock.systemUTC());

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"adoption", "versions", "active-devices", "failures", "performance"})
    void everyTopicIsAnsweredInJson(String topic) throws Exception {
        HttpResponse<String> answer =
                server.get("/analytics/" + topic + "?tenant_id=acme&days=30&app_id=my-app", ANYTHING);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).startsWith("{\"data\":{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"adoption", "versions", "active-devices", "failures", "performance"})
    void anotherTenantIsForbidden(String topic) throws Exception {
        HttpResponse<String> answer = server.get("/analytics/" + topic + "?tenant_id=rival", ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("tenant_id names a tenant that this key does not belong to");
    }

    @Test
    void aMistakeIsAProblem() throws Exception {
        HttpResponse<String> answer = server.get("/analytics/adoption?day=7", ANYTHING);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"path\":\"day\"").endsWith("\"did_you_mean\":\"days\"}");
    }
}
