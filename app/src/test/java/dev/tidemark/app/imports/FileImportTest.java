package dev.tidemark.app.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {
    private static final Instant FIRST_RUN = Instant.parse("2026-05-17T10:00:00Z");
    private static final Instant LATER = Instant.parse("2026-08-17T10:00:00Z");

    private final Path directory;
    private final TakingServer server;
    private final Path file;

    FileImportTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        server = new TakingServer();
        file = Files.writeString(directory.resolve("events.ndjson"), lines(0, 25));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"event_type\":\"x\",\"n\":" + i + "}\n")
                .reduce("", String::concat);
    }

    private ImportReport run(boolean restart, Instant now) throws IOException {
        return run(restart, now, first -> true);
    }

    private ImportReport run(boolean restart, Instant now, Predicate<byte[]> isThere) throws IOException {
        var stop = new StopSignal();
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        var report = new ImportReport();
        var state = new StateDirectory(directory.resolve("state"));
        var options = new ImportOptions(10, restart, state, List.of(), isThere);
        var requests = server.address().resolve("/v1/events");
        try (var client = new PatientClient(server.address(), Duration.ofSeconds(3), stop);
                var rejects = new RejectedRecords(Optional.of(directory.resolve("rejects")))) {
            new FileImport(
                            new NdjsonFormat(new Constants(Map.of())),
                            options,
                            new EventSender(client, () -> HttpRequest.newBuilder(requests), "a write key"),
                            rejects,
                            new ProgressLines(new PrintWriter(new StringWriter()), clock),
                            stop,
                            report,
                            clock)
                    .run(Input.of(file.toString()));
        }
        return report;
    }

    private List<Integer> numbers() {
        return server.events().values().stream()
                .map(event -> event.path("n").asInt())
                .toList();
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    @Test
    void everyRecordIsSentInOrderAndInBatches() throws IOException {
        assertThat(run(false, FIRST_RUN).accepted()).isEqualTo(25);
        assertThat(numbers()).isEqualTo(upTo(25));
        assertThat(server.batches()).containsExactly(10, 10, 5);
    }

    @Test
    void aSecondImportSendsNothing() throws IOException {
        run(false, FIRST_RUN);
        assertThat(run(false, LATER).lines(Duration.ZERO)).anyMatch(line -> line.matches("skipped +25 .*"));
        assertThat(server.batches()).hasSize(3);
    }

    @Test
    void aRestartSendsTheSameEventsWithTheSameTimes() throws IOException {
        run(false, FIRST_RUN);
        var before = server.events();
        run(true, LATER);
        assertThat(server.batches()).containsExactly(10, 10, 5, 10, 10, 5);
        assertThat(server.events()).isEqualTo(before);
        assertThat(before.values())
                .allMatch(event -> event.path("timestamp").asText().equals(FIRST_RUN.toString()));
    }

    @Test
    void anotherStoreAtTheSameAddressGetsEverything() throws IOException {
        run(false, FIRST_RUN);
        run(false, LATER, first -> new String(first, UTF_8).contains("\"n\":1}"));
        assertThat(server.batches()).containsExactly(10, 10, 5, 10, 10, 5);
        run(false, LATER, first -> new String(first, UTF_8).contains("\"n\":0}"));
        assertThat(server.batches()).hasSize(6);
    }

    @Test
    void ofAFileThatHasGrownOnlyTheNewRecordsAreSent() throws IOException {
        run(false, FIRST_RUN);
        Files.writeString(file, lines(0, 28));
        run(false, LATER);
        assertThat(numbers()).isEqualTo(upTo(28));
        assertThat(server.batches()).containsExactly(10, 10, 5, 3);
        run(true, LATER.plusSeconds(1));
        assertThat(server.events()).hasSize(28);
        assertThat(server.events().values().stream()
                        .filter(e -> e.path("timestamp").asText().equals(LATER.toString())))
                .hasSize(3);
    }

    @Test
    void aFileThatWasReplacedIsSentWhole() throws IOException {
        run(false, FIRST_RUN);
        Files.writeString(file, lines(100, 130));
        run(false, LATER);
        assertThat(server.events()).hasSize(55);
        assertThat(server.batches()).containsExactly(10, 10, 5, 10, 10, 10);
    }

    @Test
    void anImportThatBrokeOffGoesOnBehindTheLastAcknowledgedBatch() throws IOException {
        Files.writeString(file, lines(0, 10) + lines(10, 25));
        server.refuseBatchesAbove(10);
        server.answerFirst(503, 429);
        run(false, FIRST_RUN);
        assertThat(numbers()).isEqualTo(upTo(25));
        Files.writeString(file, lines(0, 45));
        server.answerFirst(401);
        assertThatThrownBy(() -> run(false, FIRST_RUN))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("401")
                .hasMessageContaining("told to answer so")
                .hasMessageContaining("write key");
        run(false, FIRST_RUN);
        assertThat(numbers()).isEqualTo(upTo(45));
        assertThat(server.batches()).containsExactly(10, 10, 5, 10, 10);
    }

    @Test
    void patienceEnds() {
        server.answerFirst(IntStream.range(0, 100).mapToObj(i -> 503).toArray(Integer[]::new));
        assertThatThrownBy(() -> run(false, FIRST_RUN))
                .isInstanceOf(TransferException.class)
                .hasMessageContaining("gave up after waiting for 3 s");
    }

    @Test
    void aBatchThatIsTooLargeIsHalved() throws IOException {
        server.refuseBatchesAbove(3);
        assertThat(run(false, FIRST_RUN).accepted()).isEqualTo(25);
        assertThat(numbers()).isEqualTo(upTo(25));
    }

    @Test
    void rejectedRecordsAreReportedByLineAndWrittenAsTheyStood() throws IOException {
        Files.writeString(file, lines(0, 12) + "\n{\"event_type\": \"bad\"}\n" + lines(12, 13));
        ImportReport report = run(false, FIRST_RUN);
        assertThat(report.rejected()).isEqualTo(1);
        assertThat(report.lines(Duration.ofSeconds(1)))
                .contains("  rule_violated          1")
                .anyMatch(line -> line.endsWith("events.ndjson, line 14: it is bad"));
        assertThat(directory.resolve("rejects")).hasContent("{\"event_type\": \"bad\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("rejects"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theSaltIsKeptForItsOwnerOnlyAndStaysTheSame() throws IOException {
        Path path = directory.resolve("state");
        byte[] salt = new StateDirectory(path).salt().derive("x");
        assertThat(new StateDirectory(path).salt().derive("x")).isEqualTo(salt);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("import-salt"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(path.resolve("import-salt"), UTF_8).strip()).hasSize(64);
    }

    @Test
    void withoutAServerItSaysSoAtOnce() {
        server.close();
        assertThatThrownBy(() -> run(false, FIRST_RUN)).hasMessageContaining("no server answers");
    }
}
