package dev.tidemark.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.app.imports.TakingServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {
    private final Path directory;
    private final TakingServer server;
    private final Path log;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    ImportCommandTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        server = new TakingServer();
        log = directory.resolve("access.log");
        try (InputStream sample = ImportCommandTest.class.getResourceAsStream("/imports/access.log")) {
            Files.copy(Objects.requireNonNull(sample), log);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(String... arguments) {
        CommandLine command =
                Tidemark.commandLine().setOut(new PrintWriter(output, true)).setErr(new PrintWriter(errors, true));
        String[] common = {
            "import",
            "--url",
            server.address().toString(),
            "--key",
            "write",
            "--state-dir",
            directory.resolve("state").toString()
        };
        return command.execute(
                Stream.concat(Stream.of(common), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void aLogIsImportedOnceHoweverOftenItIsImported() throws IOException {
        assertThat(run("--format", "access-log", log.toString())).isZero();
        assertThat(server.events()).hasSize(11);
        assertThat(run("--format", "access-log", "--restart", log.toString())).isZero();
        assertThat(server.events()).hasSize(11);
        assertThat(output.toString()).containsPattern("accepted +11").containsPattern("duplicates +11");
    }

    @Test
    void aRefusedLineEndsWithOneAndIsInTheReportWithoutItsAddress() throws IOException {
        Files.writeString(log, Files.readString(log) + "192.0.2.77 is no line\n");
        Path rejects = directory.resolve("rejects.log");
        assertThat(run("--format", "access-log", "--rejects", rejects.toString(), log.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(server.events()).hasSize(11);
        assertThat(output.toString())
                .contains("unreadable", "access.log, line 12")
                .doesNotContain("192.0.2.77");
        assertThat(rejects).hasContent("192.0.2.77 is no line\n");
    }

    @Test
    void nothingThatIsKeptHoldsAnAddress() throws IOException {
        run("--format", "access-log", log.toString());
        try (Stream<Path> kept = Files.list(directory.resolve("state"))) {
            assertThat(kept.toList()).hasSize(2).allSatisfy(file -> assertThat(Files.readString(file, UTF_8))
                    .doesNotContain("192.0.2", "198.51.100", "2001:db8"));
        }
    }

    @Test
    void csvIsMappedAsAsked() throws IOException {
        Path csv = Files.writeString(directory.resolve("events.csv"), "customer_id,event_type\n7,Click\n");
        assertThat(run("--format", "csv", "--map", "customer_id=org_id", "--set", "app_id=web", csv.toString()))
                .isZero();
        assertThat(server.events().values()).singleElement().satisfies(event -> {
            assertThat(event.path("org_id").asText()).isEqualTo("7");
            assertThat(event.path("app_id").asText()).isEqualTo("web");
        });
    }

    @Test
    void aWrongCommandEndsWithTwoAndSaysWhatIsWrong() {
        assertThat(run("--format", "xml", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("--format", "csv", directory.resolve("absent").toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("--format", "csv", "--set", "tenant_id=x", log.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(run("--format", "csv", "--delimiter", "::", log.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(run("--format", "csv", "--time-format", "{nonsense", log.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(errors.toString())
                .contains(
                        "access-log", "is no file that can be read", "the tenant is that of the key", "one character");
    }

    @Test
    void withoutAServerItEndsWithOneAndSaysHowToStartOne() {
        server.close();
        assertThat(run("--format", "access-log", log.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(errors.toString()).contains("no server answers", "serve");
    }
}
