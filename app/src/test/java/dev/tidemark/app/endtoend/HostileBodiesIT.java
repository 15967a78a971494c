package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies made to cost a server much: they are refused for little, nothing of them stays in memory, and others are served meanwhile. */
@Tag(Fault.SUITE)
class HostileBodiesIT {
    private static final int ROUNDS = Fault.either(1, 20);
    private static final int AT_ONCE = Fault.either(4, 8);
    private static final int BOMB_MEGABYTES = 256;
    private static final int NAMES = Fault.either(100_000, 1_000_000);
    private static final int NAMES_PER_EVENT = 200;
    private static final int EVENTS_PER_BODY = 100;
    private static final String GOOD = "{\"event_type\":\"t\",\"app_id\":\"hostile\"}";
    private static final int MEBIBYTE = 1 << 20;

    /** What is left by chance, far less than what one body would leave of each kind. */
    private static final long HEAP_TOLERANCE = 24L << 20;

    @TempDir
    Path data;

    @Test
    void hostileBodiesCostLittleAndLeaveNothing() {
        Launch launch = Launch.in(data).withHeap("320m").with("TIDEMARK_EMBEDDED_MEMORY", "64MiB");
        try (ServerProcess server = ServerProcess.start(launch)) {
            Map<String, Callable<Answer>> bodies = bodies(server.api());
            bodies.values().forEach(HostileBodiesIT::send); // what is loaded once
            namesOverManyBodies(server.api(), NAMES / 10);
            Vitals before = Vitals.of(server.pid());
            Map<String, String> answers = new TreeMap<>();
            new Fault("bombs, deep nesting, repeated keys, a million names")
                    .underLoad(server, () -> bodies.forEach((name, body) -> answers.put(name, sendAtOnce(body))));
            namesOverManyBodies(server.api(), NAMES);
            Vitals after = Vitals.of(server.pid());
            System.out.printf("hostile bodies: %s%nbefore %s%nafter  %s%n", answers, before, after);
            assertThat(answers)
                    .isEqualTo(Map.of(
                            "a gzip bomb", "413",
                            "a zstd bomb", "413",
                            "a bomb of lines", "413",
                            "deep nesting", "202 rejected unreadable",
                            "deep arrays", "400",
                            "repeated keys", "202 rejected too_large",
                            "a million names", "202 rejected too_large"));
            assertThat(after.heap()).as("heap").isLessThan(before.heap() + HEAP_TOLERANCE);
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + 12);
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "StackOverflowError", "LEAK:");
        }
    }

    private static Map<String, Callable<Answer>> bodies(Api api) {
        byte[] gzip = compressed(GZIPOutputStream::new, " ".repeat(MEBIBYTE).getBytes(UTF_8), BOMB_MEGABYTES);
        byte[] zstd = compressed(ZstdOutputStream::new, " ".repeat(MEBIBYTE).getBytes(UTF_8), BOMB_MEGABYTES);
        byte[] lines =
                compressed(GZIPOutputStream::new, "{}\n".repeat(MEBIBYTE / 3).getBytes(UTF_8), 15);
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        String arrays = "[".repeat(50_000) + "]".repeat(50_000);
        String repeated = "\"a\":1,".repeat(500_000);
        String names = names(0, 1_000_000);
        return Map.of(
                "a gzip bomb", () -> post(api, "gzip", gzip),
                "a zstd bomb", () -> post(api, "zstd", zstd),
                "a bomb of lines", () -> post(api, "gzip", lines),
                "deep nesting",
                        () -> api.write("[" + GOOD + ",{\"event_type\":\"t\",\"deep\":" + deep + "}," + GOOD + "]"),
                "deep arrays", () -> api.write("{\"event_type\":\"t\",\"deep\":" + arrays + "}"),
                "repeated keys", () -> api.write("{" + repeated + "\"event_type\":\"t\",\"app_id\":\"hostile\"}"),
                "a million names", () -> api.write("{" + names + ",\"event_type\":\"t\"}"));
    }

    /** Each event has names that no other has. */
    private static void namesOverManyBodies(Api api, int names) {
        int perBody = NAMES_PER_EVENT * EVENTS_PER_BODY;
        for (int body = 0; body < names / perBody; body++) {
            int first = names + body * perBody;
            String events = IntStream.range(0, EVENTS_PER_BODY)
                    .mapToObj(event -> "{\"app_id\":\"names\",\"event_type\":\"t\","
                            + names(first + event * NAMES_PER_EVENT, NAMES_PER_EVENT) + "}")
                    .reduce((a, b) -> a + "," + b)
                    .orElseThrow();
            assertThat(api.write("[" + events + "]")
                            .with(202)
                            .json()
                            .path("accepted")
                            .asInt())
                    .isEqualTo(EVENTS_PER_BODY);
        }
        api.awaitDelivery();
    }

    private static String names(int from, int count) {
        StringBuilder names = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            names.append(names.isEmpty() ? "\"" : ",\"").append("n").append(i).append("\":1");
        }
        return names.toString();
    }

    private static Answer post(Api api, String coding, byte[] body) {
        return api.send(api.request("/v1/events", Launch.WRITE_KEY)
                .header("Content-Type", Api.NDJSON)
                .header("Content-Encoding", coding)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    /** The one thing that all of several at once are told, again and again. */
    private static String sendAtOnce(Callable<Answer> body) {
        try (var executor = Executors.newFixedThreadPool(AT_ONCE)) {
            return Stream.generate(() -> executor.submit(() -> send(body)))
                    .limit((long) ROUNDS * AT_ONCE)
                    .toList()
                    .stream()
                    .map(HostileBodiesIT::of)
                    .filter(answer -> !answer.equals("503")) // too much at once
                    .distinct()
                    .sorted()
                    .reduce((a, b) -> a + " or " + b)
                    .orElseThrow();
        }
    }

    private static String of(Future<String> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String send(Callable<Answer> body) {
        try {
            Answer answer = body.call();
            String code = answer.status() == 202
                    ? answer.json().path("rejected").path(0).path("code").asText("")
                    : "";
            return answer.status() + (code.isEmpty() ? "" : " rejected " + code);
        } catch (Exception e) {
            return e.toString();
        }
    }

    private interface Compression {
        OutputStream open(OutputStream target) throws IOException;
    }

    private static byte[] compressed(Compression compression, byte[] piece, int times) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream target = compression.open(bytes)) {
            for (int i = 0; i < times; i++) {
                target.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
