package dev.tidemark.app.endtoend;

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
        TenantClient client = TenantClient.of(api, TenantClient.newTenant());
        for (List<Map<String, Object>> batch : sample.batches()) {
            client.send(batch).with(202);
        }
        MIRRORS.keySet().forEach(api::awaitMirror);
        List<String> stores =
                Stream.concat(Stream.of("embedded"), MIRRORS.keySet().stream()).toList();
        for (ClientQuestion question : sample.questions()) {
            Agreement.assertSame(
                    question + " by " + stores,
                    stores.stream().map(store -> client.ask(question, store)).toList());
        }
    }
}
