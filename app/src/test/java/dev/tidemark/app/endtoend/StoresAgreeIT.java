package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.engine.SkippedWithoutClickHouse;
import dev.tidemark.testkit.engine.SkippedWithoutPostgreSql;
import dev.tidemark.testkit.engine.SkippedWithoutTimescale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.statistics.Statistics;

/**
 * One server on each kind of store is sent the same events and asked the same questions, by the way that clients use. They answer the same, byte for byte; only what an
 * answer says about itself may differ.
 */
@AddLifecycleHook(value = SkippedWithoutClickHouse.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = SkippedWithoutPostgreSql.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = SkippedWithoutTimescale.Apache.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class StoresAgreeIT {

    /** Counted, so that nobody is content with answers of nothing. */
    private static final String ANSWERS = "answers";

    private static final String META = ",\"meta\":{";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Path data = Path.of("");
    private static final List<ServerProcess> SERVERS = new ArrayList<>();

    @BeforeContainer
    static void start() throws IOException {
        data = Files.createTempDirectory("tidemark-stores");
        for (StoreKind kind : StoreKind.values()) {
            SERVERS.add(ServerProcess.start(kind.under(Launch.in(data.resolve(kind.name())))));
        }
    }

    @AfterContainer
    static void stop() throws IOException {
        SERVERS.forEach(ServerProcess::close);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void everyAnswerIsTheSame(@ForAll(supplier = ClientCases.class) ClientCase sample) {
        List<Client> clients = clients();
        for (List<Map<String, Object>> batch : sample.batches()) {
            assertSame(
                    batch,
                    clients.stream().map(client -> client.store(json(batch))).toList());
        }
        for (ClientQuestion question : sample.questions()) {
            assertSame(
                    question,
                    clients.stream().map(client -> client.ask(question)).toList());
        }
    }

    /** Of a tenant that the servers have not seen. */
    private static List<Client> clients() {
        String tenant = "t" + UUID.randomUUID().toString().replace("-", "");
        return SERVERS.stream().map(server -> Client.of(server.api(), tenant)).toList();
    }

    private static void note(Answer answer) {
        JsonNode rows = answer.json().path("rows");
        Statistics.label(ANSWERS)
                .collect(
                        answer.status() != 200
                                ? "refused"
                                : rows.isArray() && rows.isEmpty() ? "without rows" : "with rows");
    }

    private static void assertSame(Object asked, List<Answer> answers) {
        Answer first = answers.getFirst();
        note(first);
        assertThat(first.status())
                .as("status of the answer to %s: %s", asked, first.body())
                .isIn(200, 400);
        for (Answer other : answers) {
            assertThat(other.status())
                    .as("status of the answer to %s: %s", asked, other.body())
                    .isEqualTo(first.status());
            assertThat(withoutMeta(other)).as("answer to %s", asked).isEqualTo(withoutMeta(first));
        }
    }

    /** The body without its last member, as sent. */
    private static String withoutMeta(Answer answer) {
        int meta = answer.body().lastIndexOf(META);
        return meta < 0 ? answer.body() : answer.body().substring(0, meta);
    }

    private static String json(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With keys of one tenant at one server. */
    private record Client(Api api, String writeKey, String readKey) {

        static Client of(Api api, String tenant) {
            api.post("/v1/tenants", Launch.ADMIN_KEY, json(Map.of("tenant", tenant)))
                    .with(201);
            return new Client(api, key(api, tenant, "write"), key(api, tenant, "read"));
        }

        private static String key(Api api, String tenant, String kind) {
            return api.post("/v1/keys", Launch.ADMIN_KEY, json(Map.of("tenant", tenant, "kind", kind, "name", "test")))
                    .with(201)
                    .json()
                    .path("secret")
                    .asText();
        }

        Answer store(String events) {
            return api.post("/v1/events?wait=stored", writeKey, events);
        }

        Answer ask(ClientQuestion question) {
            return switch (question) {
                case ClientQuestion.Get(var path) -> api.get(path, readKey);
                case ClientQuestion.Post(var path, var body) -> api.post(path, readKey, json(body));
            };
        }
    }
}
