package dev.tidemark.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.Field;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.query.answer.QueryLimits;
import dev.tidemark.query.answer.Stores;
import dev.tidemark.testkit.ReferenceStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreChoiceTest {
    private static final Instant NOW = Instant.parse("2026-03-15T10:22:30Z");
    private static final String FUNNEL = "{\"from\":\"-1d\",\"window\":\"1d\",\"steps\":[\"page_view\",\"sale\"]}";

    /** With one, two and three events, so that it shows who answers. */
    private static final QueryServer SERVER = new QueryServer(
            new Stores() {
                private final List<Storage> all = List.of(store("primary", 1), store("copy", 2), store("young", 3));

                @Override
                public List<Storage> all() {
                    return all;
                }

                @Override
                public Optional<String> obstacle(String name) {
                    return name.equals("young")
                            ? Optional.of("the mirror young is being filled; ask primary")
                            : Optional.empty();
                }
            },
            QueryLimits.DEFAULT,
            Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/reports/events?from=-1d",
                "/v1/reports/stickiness?from=-1d",
                "/v1/reports/latest?value=platform&from=-1d"
            })
    void aReportComesFromThePrimaryUnlessAnotherStoreIsNamed(String report) throws Exception {
        assertThat(get(report).body()).contains("\"store\":\"primary\"");
        assertThat(get(report + "&store=copy").body()).contains("\"store\":\"copy\"");
        assertThat(get(report + "&store=primary").body()).contains("\"store\":\"primary\"");
        assertUnknown(get(report + "&store=cpoy"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/query", "/v1/reports/funnel", "/v1/reports/cohorts", "/v1/reports/paths"})
    void soDoAnswersToQuestionsInABody(String path) throws Exception {
        String body = path.endsWith("funnel") ? FUNNEL : "{\"from\":\"-1d\"}";
        assertThat(post(path, body).body()).contains("\"store\":\"primary\"");
        assertThat(post(path + "?store=copy", body).body()).contains("\"store\":\"copy\"");
        assertUnknown(post(path + "?store=cpoy", body));
    }

    @Test
    void soDoNumbersOfUpdates() throws Exception {
        assertThat(get("/analytics/versions").statusCode()).isEqualTo(200);
        assertThat(get("/analytics/versions?store=copy").statusCode()).isEqualTo(200);
        assertUnknown(get("/analytics/versions?store=cpoy"));
    }

    @Test
    void theNumbersAreThoseOfTheStore() throws Exception {
        assertThat(post("/v1/query?store=copy", "{\"from\":\"-1d\",\"measures\":[\"events\"]}")
                        .body())
                .contains("\"rows\":[[2]]");
    }

    @Test
    void aStoreThatCannotBeAskedSaysWhy() throws Exception {
        HttpResponse<String> answer = get("/v1/reports/events?store=young");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("the mirror young is being filled; ask primary");
    }

    @Test
    void aStoreIsNamedOnce() throws Exception {
        HttpResponse<String> answer = get("/v1/reports/events?store=copy&store=primary");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("store is given 2 times, expected it once");
    }

    private static void assertUnknown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains(
                        "store is \\\"cpoy\\\", expected a store of this server, one of primary, copy, young; did you mean 'copy'?")
                .contains("\"allowed\":[\"primary\",\"copy\",\"young\"],\"did_you_mean\":\"copy\"");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return SERVER.get(path, "*/*");
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return SERVER.post(path, body, "*/*");
    }

    private static Storage store(String name, int events) {
        ReferenceStorage store = new ReferenceStorage();
        store.append(new EventBatch(IntStream.range(0, events)
                .mapToObj(i -> Event.builder(QueryServer.TENANT)
                        .set(Field.EVENT_ID, new UUID(0, i))
                        .set(Field.EVENT_TYPE, "page_view")
                        .set(Field.RECEIVED_AT, NOW.minusSeconds(60))
                        .build())
                .toList()));
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("name") ? name : method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
