package dev.tidemark.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports access logs by the command line and compares what the server then says with an independent count. */
class AccessLogIT {
    private static final String SAMPLE = """
            198.51.100.7 - - [17/May/2015:10:05:03 +0000] "GET /images/tide.png HTTP/1.1" 200 203023 "http://example.org/talks/" "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_9_1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/32.0.1700.77 Safari/537.36"
            198.51.100.7 - - [17/May/2015:10:05:43 +0000] "GET /images/tide.png?size=2 HTTP/1.1" 304 - "-" "Mozilla/5.0 (X11; Linux x86_64; rv:26.0) Gecko/20100101 Firefox/26.0"
            198.51.100.8 - alice [17/May/2015:10:59:59 +0000] "POST /login HTTP/1.0" 302 17 "-" "curl/7.29.0"
            198.51.100.8 - alice [17/May/2015:10:59:59 +0000] "POST /login HTTP/1.0" 302 17 "-" "curl/7.29.0"
            2001:db8::17 - - [18/May/2015:01:00:00 +0200] "GET / HTTP/1.1" 200 9 "-" "-"
            2001:db8::17 - - [18/May/2015:10:00:00 +0000] "GET / HTTP/1.1" 500 1 "http://example.org/?q=\\"tide\\"" "an \\"odd\\" agent"
            198.51.100.7 - - [18/May/2015:10:00:01 +0000] "HEAD /images/tide.png HTTP/1.1" 200 0
            """;

    @TempDir
    Path directory;

    @Test
    void aSampleIsCountedAsItsLines() throws IOException {
        Path file = Files.writeString(directory.resolve("sample.log"), SAMPLE);
        assertThat(AccessLog.read(file).size()).isEqualTo(7);
        importsAndCounts(file);
    }

    @Test
    void aBadLineIsReportedAndTheOthersAreStored() throws IOException {
        Path file = Files.writeString(directory.resolve("bad.log"), SAMPLE + "this is no line of an access log\n");
        try (ServerProcess server = ServerProcess.start(Launch.in(directory.resolve("data")))) {
            CommandLine.Outcome outcome = importFile(server, file, "");
            assertThat(outcome.output()).contains("line 8");
            assertThat(total(server.api(), AccessLog.read(file))).isEqualTo("7");
        }
    }

    @Test
    void theWholeFileOfTenThousandRequestsIsCountedAsItsLines() {
        Path file = Setting.text("TIDEMARK_ACCESS_LOG").map(Path::of).orElseGet(AccessLogIT::besideTheRepository);
        assumeTrue(Files.exists(file), "no " + file + "; TIDEMARK_ACCESS_LOG may name an access log of 10,000 lines");
        assertThat(AccessLog.read(file).size()).isEqualTo(10_000);
        importsAndCounts(file);
    }

    private static Path besideTheRepository() {
        Path repository = Path.of("").toAbsolutePath();
        while (!Files.exists(repository.resolve(".git")) && repository.getParent() != null) {
            repository = repository.getParent();
        }
        return repository.resolveSibling("shared").resolve("data").resolve("access-2015-05.log");
    }

    /** A second import changes nothing, neither one that knows of the first nor one that sends all again. */
    private void importsAndCounts(Path file) {
        AccessLog log = AccessLog.read(file);
        try (ServerProcess server = ServerProcess.start(Launch.in(directory.resolve("data")))) {
            for (String option : List.of("", "", "--restart")) {
                CommandLine.Outcome outcome = importFile(server, file, option);
                assertThat(outcome.status()).as(outcome.output()).isZero();
                compare(server.api(), log);
            }
            assertThat(everyAnswer(server.api(), log)).doesNotContain("198.51.100", "83.149.9.216", "2001:db8");
        }
    }

    private CommandLine.Outcome importFile(ServerProcess server, Path file, String option) {
        Launch launch = Launch.in(directory.resolve("client"))
                .with("TIDEMARK_URL", server.api().address().toString())
                .with("TIDEMARK_KEY", Launch.WRITE_KEY);
        List<String> command = new ArrayList<>(List.of("import", file.toString(), "--format", "access-log"));
        command.addAll(option.isEmpty() ? List.of() : List.of(option));
        CommandLine.Outcome outcome = CommandLine.run(launch, command.toArray(String[]::new));
        server.api().awaitDelivery();
        return outcome;
    }

    private static void compare(Api api, AccessLog log) {
        assertThat(total(api, log)).isEqualTo(Integer.toString(log.size()));
        assertThat(shortened(13, ask(api, log, "hour", "events").map("bucket", "events")))
                .as("requests per hour")
                .isEqualTo(log.requestsPerHour());
        assertThat(ask(api, log, "none", "events", "status_code").map("status_code", "events"))
                .as("requests per status")
                .isEqualTo(log.requestsPerStatus());
        assertThat(ask(api, log, "none", "sum(bytes)").single("sum(bytes)"))
                .as("bytes")
                .isEqualTo(Long.toString(log.bytes()));
        assertThat(shortened(10, ask(api, log, "day", "actors").map("bucket", "actors")))
                .as("distinct actors per day")
                .isEqualTo(log.addressesPerDay());
        assertThat(ask(api, log, "none", "events", "endpoint").rows().stream()
                        .limit(10)
                        .toList())
                .as("top endpoints")
                .isEqualTo(log.topEndpoints(10));
    }

    private static String total(Api api, AccessLog log) {
        return ask(api, log, "none", "events").single("events");
    }

    private static String everyAnswer(Api api, AccessLog log) {
        return Stream.of("actor_id", "anonymous_id", "user_id", "properties.address")
                .map(dimension ->
                        ask(api, log, "none", "events", dimension).rows().toString())
                .reduce("", String::concat);
    }

    private static Table ask(Api api, AccessLog log, String granularity, String measure, String... dimensions) {
        return api.query("""
                {"from": "%s", "to": "%s", "granularity": "%s", "measures": ["%s"], "dimensions": [%s], "limit": 100000,
                 "filter": {"eq": ["event_type", "request"]}, "order_by": [["%s", "desc"]]}""".formatted(
                                log.firstDay(),
                                log.dayAfterLast(),
                                granularity,
                                measure,
                                Optional.of(List.of(dimensions))
                                        .filter(names -> !names.isEmpty())
                                        .map(names -> '"' + String.join("\",\"", names) + '"')
                                        .orElse(""),
                                measure))
                .table()
                .whole();
    }

    /** Buckets by the beginning of their time, without those that are empty. */
    private static Map<String, String> shortened(int length, Map<String, String> byBucket) {
        Map<String, String> shortened = new TreeMap<>();
        byBucket.forEach((bucket, value) -> shortened.put(bucket.substring(0, length), value));
        shortened.values().removeIf("0"::equals);
        return shortened;
    }
}
