package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tidemark.testkit.contract.ContractLifecycle;
import dev.tidemark.testkit.engine.SkippedWithoutClickHouse;
import dev.tidemark.testkit.engine.SkippedWithoutPostgreSql;
import dev.tidemark.testkit.engine.SkippedWithoutTimescale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

/** A server on the embedded store with a mirror in each other kind of store: asked the same, all answer the same, byte for byte; only what an answer says about itself may differ. */
@AddLifecycleHook(value = SkippedWithoutClickHouse.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = SkippedWithoutPostgreSql.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = SkippedWithoutTimescale.Apache.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
@AddLifecycleHook(value = ContractLifecycle.class, propagateTo = PropagationMode.ALL_DESCENDANTS)
class MirrorsAgreeIT {
    private static final Map<String, StoreKind> MIRRORS = new TreeMap<>(
            Map.of("analytics", StoreKind.CLICKHOUSE, "series", StoreKind.TIMESCALE, "backup", StoreKind.CITUS));
    private static final String META = ",\"meta\":{";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static Path data = Path.of("");
    private static Optional<ServerProcess> server = Optional.empty();

    @BeforeContainer
    static void start() throws IOException {
        data = Files.createTempDirectory("tidemark-mirrors");
        Launch launch = Launch.in(data);
        for (Map.Entry<String, StoreKind> mirror : MIRRORS.entrySet()) {
            launch = mirror.getValue().mirrored(launch, mirror.getKey());
        }
        server = Optional.of(ServerProcess.start(launch));
    }

    @AfterContainer
    static void stop() throws IOException {
        server.ifPresent(ServerProcess::close);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void everyMirrorAnswersAsThePrimaryDoes(@ForAll(supplier = ClientCases.class) ClientCase sample) {
        Api api = server.orElseThrow().api();
        String tenant = "t" + UUID.randomUUID().toString().replace("-", "");
        api.post("/v1/tenants", Launch.ADMIN_KEY, json(Map.of("tenant", tenant)))
                .with(201);
        String writeKey = key(api, tenant, "write");
        String readKey = key(api, tenant, "read");
        for (List<Map<String, Object>> batch : sample.batches()) {
            assertThat(api.post("/v1/events", writeKey, json(batch)).status()).isEqualTo(202);
        }
        MIRRORS.keySet().forEach(api::awaitMirror);
        for (ClientQuestion question : sample.questions()) {
            Answer ofPrimary = ask(api, readKey, question, "embedded");
            for (String mirror : MIRRORS.keySet()) {
                Answer ofMirror = ask(api, readKey, question, mirror);
                assertThat(ofMirror.status())
                        .as("status of the answer of %s to %s: %s", mirror, question, ofMirror.body())
                        .isEqualTo(ofPrimary.status());
                assertThat(withoutMeta(ofMirror))
                        .as("answer of %s to %s", mirror, question)
                        .isEqualTo(withoutMeta(ofPrimary));
            }
        }
    }

    private static String key(Api api, String tenant, String kind) {
        return api.post("/v1/keys", Launch.ADMIN_KEY, json(Map.of("tenant", tenant, "kind", kind, "name", "test")))
                .with(201)
                .json()
                .path("secret")
                .asText();
    }

    private static Answer ask(Api api, String key, ClientQuestion question, String store) {
        return switch (question) {
            case ClientQuestion.Get(var path) -> api.get(of(path, store), key);
            case ClientQuestion.Post(var path, var body) -> api.post(of(path, store), key, json(body));
        };
    }

    private static String of(String path, String store) {
        return path + (path.contains("?") ? "&" : "?") + "store=" + store;
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
}
