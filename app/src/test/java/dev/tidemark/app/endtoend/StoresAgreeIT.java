package dev.tidemark.app.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
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

    @Property(tries = 15, shrinking = ShrinkingMode.BOUNDED, afterFailure = AfterFailureMode.SAMPLE_FIRST)
    void everyAnswerIsTheSame(@ForAll(supplier = ClientCases.class) ClientCase sample) {
        List<TenantClient> clients = clients();
        for (List<Map<String, Object>> batch : sample.batches()) {
            assertSame(
                    batch, clients.stream().map(client -> client.store(batch)).toList());
        }
        for (ClientQuestion question : sample.questions()) {
            assertSame(
                    question,
                    clients.stream().map(client -> client.ask(question)).toList());
        }
    }

    /** Of a tenant that the servers have not seen. */
    private static List<TenantClient> clients() {
        String tenant = TenantClient.newTenant();
        return SERVERS.stream()
                .map(server -> TenantClient.of(server.api(), tenant))
                .toList();
    }

    private static void assertSame(Object asked, List<Answer> answers) {
        note(answers.getFirst());
        Agreement.assertSame(asked, answers);
    }

    private static void note(Answer answer) {
        JsonNode rows = answer.json().path("rows");
        Statistics.label(ANSWERS)
                .collect(
                        answer.status() != 200
                                ? "refused"
                                : rows.isArray() && rows.isEmpty() ? "without rows" : "with rows");
    }
}
