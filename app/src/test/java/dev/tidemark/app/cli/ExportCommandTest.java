package dev.tidemark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import dev.tidemark.app.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private Path export;
    private TestServer server;

    @BeforeEach
    void start() {
        export = directory.resolve("export");
        server = TestServer.start(directory.resolve("server"));
        server.post("/v1/tenants", TestServer.ADMIN_KEY, "{\"tenant\":\"B:two\"}");
        assertThat(server.post("/v1/events?wait=stored", TestServer.WRITE_KEY, events(3_000))
                        .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anExportGoesIntoAnotherServerAndTwiceIsOnce() throws IOException {
        CommandRun exported = run("export", export.toString());
        assertThat(exported.status()).as(exported.err()).isZero();
        assertThat(exported.out()).contains("3,000 events", "B:two");
        List<String> lines = lines();
        assertThat(lines).hasSize(3_000);
        try (TestServer other = TestServer.start(directory.resolve("other"))) {
            other.delete("/v1/tenants/acme", TestServer.ADMIN_KEY);
            CommandRun taken = importInto(other, "1");
            assertThat(taken.status()).as(taken.err() + taken.out()).isZero();
            assertThat(taken.out())
                    .contains("added tenant acme", "added tenant B:two")
                    .containsPattern("accepted +3,000");
            awaitEvents(other, 3_000);
            assertThat(importInto(other, "1").out()).containsPattern("skipped +3,000");
            assertThat(importInto(other, "2").out()).containsPattern("sent +3,000");
            Path again = directory.resolve("again");
            assertThat(CommandRun.on(other, TestServer.ADMIN_KEY, "export", again.toString())
                            .status())
                    .isZero();
            export = again;
            assertThat(lines()).isEqualTo(lines);
        }
    }

    @Test
    void whatAKilledExportHasWrittenBehindItsManifestIsCutOff() throws IOException {
        run("export", export.toString());
        List<String> lines = lines();
        Path file = export.resolve("acme.ndjson.zst");
        Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(run("import", export.toString(), "--format", "export").err())
                .contains("bytes, expected", "not copied whole");
        rewind();
        assertThat(run("import", export.toString(), "--format", "export").err())
                .contains("is not finished", "run 'export");
        assertThat(run("export", export.toString()).status()).isZero();
        assertThat(lines()).isEqualTo(lines);
        CommandRun nothing = run("export", export.toString());
        assertThat(nothing.status()).isZero();
        assertThat(nothing.out()).contains("           0 events in");
    }

    @Test
    void mistakesAreTold() throws IOException {
        assertThat(CommandRun.on(server, TestServer.READ_KEY, "export", export.toString())
                        .err())
                .contains("403", "needs an admin key");
        assertThat(run("export", export.toString(), "--tenant", "nobody").err()).contains("no tenant 'nobody'");
        assertThat(run("import", export.toString(), "--format", "export").status())
                .isEqualTo(ExitCode.USAGE);
        Files.createDirectories(export);
        assertThat(run("import", export.toString(), "--format", "export").err()).contains("there is no export in");
        Files.writeString(
                export.resolve("manifest.json"), "{\"format\":\"x\",\"version\":1,\"started_at\":\"\",\"tenants\":[]}");
        assertThat(run("export", export.toString()).err()).contains("no manifest of an export");
        Files.delete(export.resolve("manifest.json"));
        assertThat(run("export", export.toString(), "--tenant", "acme").status())
                .isZero();
        assertThat(run("export", export.toString(), "--received-from", "2026-01-01T00:00:00Z")
                        .err())
                .contains("whenever received");
        Path file = export.resolve("acme.ndjson.zst");
        assertThat(run("import", file.toString(), "--format", "export").err()).contains("--tenant says whose");
        assertThat(run("import", file.toString(), "--format", "export", "--tenant", "C", "--set", "app_id=x")
                        .status())
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("import", file.toString(), "--format", "ndjson", "--tenant", "x")
                        .status())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aLineThatIsWrongIsToldByItsNumberAndTheOthersAreTaken() throws IOException {
        run("export", export.toString(), "--tenant", "acme");
        List<String> lines = lines();
        Path file = Files.writeString(
                directory.resolve("bad.ndjson"),
                lines.get(0) + "\n" + lines.get(1).replace("\"t\"", "7") + "\n" + lines.get(2) + "\n");
        CommandRun taken = run("import", file.toString(), "--format", "export", "--tenant", "C");
        assertThat(taken.status()).isEqualTo(ExitCode.FAILED);
        assertThat(taken.out()).contains("bad.ndjson, line 2", "event_type").containsPattern("accepted +2");
    }

    private CommandRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + (arguments[0].equals("import") ? 2 : 0));
        if (arguments[0].equals("import")) {
            all[arguments.length] = "--state-dir";
            all[arguments.length + 1] = directory.resolve("state").toString();
        }
        return CommandRun.on(server, TestServer.ADMIN_KEY, all);
    }

    private CommandRun importInto(TestServer other, String state) {
        return CommandRun.on(
                other,
                TestServer.ADMIN_KEY,
                "import",
                export.toString(),
                "--format",
                "export",
                "--state-dir",
                directory.resolve("state" + state).toString());
    }

    /** As if the last page had been lost: half of the file does not count any more. */
    private void rewind() throws IOException {
        Path manifest = export.resolve("manifest.json");
        String text = Files.readString(manifest);
        JsonNode acme = JSON.readTree(text).path("tenants").get(1);
        assertThat(acme.path("tenant").asText()).isEqualTo("acme");
        Files.writeString(
                manifest,
                text.replace(
                        "\"events\" : 3000,\n    \"bytes\" : "
                                + acme.path("bytes").asLong() + ",\n    \"complete\" : true",
                        "\"events\" : 0,\n    \"bytes\" : 0,\n    \"complete\" : false"));
    }

    private List<String> lines() throws IOException {
        try (InputStream file = new ZstdInputStream(Files.newInputStream(export.resolve("acme.ndjson.zst")))) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }

    private static void awaitEvents(TestServer server, long events) {
        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(TestServer.json(server.get("/v1/export/tenants", TestServer.ADMIN_KEY))
                                .path("tenants")
                                .findValuesAsText("events"))
                        .contains(Long.toString(events)));
    }

    private static String events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        "{\"event_type\":\"t\",\"event_id\":\"%d\",\"timestamp\":\"2026-01-%02dT%02d:00:00Z\",\"amount\":%d.01,\"properties\":{\"i\":%d}}"
                                .formatted(i, 1 + i * 7 % 28, i % 24, i, i))
                .collect(Collectors.joining("\n"));
    }
}
