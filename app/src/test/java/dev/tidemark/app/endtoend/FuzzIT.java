package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends {@code TIDEMARK_FUZZ_BODIES} bodies that make no sense. No answer may be a server's error, and nothing of them may stay
 * behind. A run can be repeated by {@code TIDEMARK_FUZZ_SEED}.
 */
@Tag(Fault.SUITE)
class FuzzIT {
    private static final int BODIES = Setting.number("TIDEMARK_FUZZ_BODIES", 5_000);
    private static final long SEED = Setting.seed("TIDEMARK_FUZZ_SEED");
    private static final int CLIENTS = 4;

    /** One in so many requests breaks the rules of HTTP itself. */
    private static final int BROKEN_EVERY = 50;

    /** More than what is left by chance, far less than what so many leaking requests would leave. */
    private static final long HEAP_TOLERANCE = 32L << 20;

    private static final long RESIDENT_TOLERANCE = 192L << 20;
    private static final int THREAD_TOLERANCE = 12;

    @TempDir
    Path data;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentSkipListMap<>();

    @Test
    void noBodyBreaksTheServer() throws Exception {
        Launch launch = Launch.in(data)
                .withHeap("256m")
                .with("TIDEMARK_EMBEDDED_MEMORY", "64MiB")
                .with("TIDEMARK_HTTP_BODY_LIMIT", "256KiB");
        try (ServerProcess server = ServerProcess.start(launch)) {
            send(server.api(), BODIES / 5, SEED - 1);
            Vitals before = settled(server);
            send(server.api(), BODIES, SEED);
            stillWorks(server.api());
            Vitals after = settled(server);
            System.out.printf(
                    "fuzz (seed %d): %d bodies, answers %s%nbefore %s%nafter  %s%n",
                    SEED, BODIES, answers, before, after);
            new Fault("%,d bodies that make no sense".formatted(BODIES))
                    .tell("answers by status " + answers, "no memory, thread or connection more than before");
            assertThat(wrong)
                    .as("wrong answers; the server says:%n%s", errors(server.log()))
                    .isEmpty();
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "LEAK:");
            assertThat(after.threads()).as("threads").isLessThanOrEqualTo(before.threads() + THREAD_TOLERANCE);
            assertThat(after.heap()).as("heap").isLessThanOrEqualTo(before.heap() + HEAP_TOLERANCE);
            assertThat(after.sockets()).as("sockets").isLessThanOrEqualTo(before.sockets() + 2);
            assertThat(after.resident())
                    .as("resident memory")
                    .isLessThanOrEqualTo(before.resident() + RESIDENT_TOLERANCE);
        }
    }

    /** The first errors of a log with what caused them. */
    private static String errors(String log) {
        return log.lines()
                .filter(line -> line.contains(" ERROR ")
                        || line.startsWith("Caused by: ")
                        || line.matches("\\S+(Exception|Error): .*"))
                .limit(40)
                .collect(Collectors.joining("\n"));
    }

    private void send(Api target, int bodies, long seed) throws InterruptedException, ExecutionException {
        try (var executor = Executors.newFixedThreadPool(CLIENTS);
                Api api = new Api(target.address())) {
            List<Future<?>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                RandomGenerator random =
                        RandomGeneratorFactory.of("L64X128MixRandom").create(seed * CLIENTS + client);
                clients.add(executor.submit(() -> {
                    for (int i = 0; i < bodies / CLIENTS; i++) {
                        send(api, FuzzRequest.next(random), random);
                    }
                }));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private void send(Api api, FuzzRequest request, RandomGenerator random) {
        if (random.nextInt(BROKEN_EVERY) == 0) {
            sendBroken(api, request, random);
            return;
        }
        try {
            var builder = api.request(request.path()).header("Content-Type", request.contentType());
            request.key().ifPresent(key -> builder.header("X-Api-Key", key));
            request.contentEncoding().ifPresent(coding -> builder.header("Content-Encoding", coding));
            Answer answer = api.send(builder.POST(BodyPublishers.ofByteArray(request.body())));
            answers.computeIfAbsent(answer.status(), status -> new AtomicInteger())
                    .incrementAndGet();
            if (answer.status() >= 500 || answer.status() < 200) {
                wrong.add(answer.status() + " " + answer.body() + " to " + request.description());
            }
        } catch (UncheckedIOException e) {
            // the server may hang up on a body that is over its limit, but on no other
            if (request.body().length <= 256 * 1024) {
                wrong.add(e.getCause() + " to " + request.description());
            }
        }
    }

    /** Lies about the length, cuts chunks, breaks lines; closes without waiting for an answer, or reads its first line. */
    private void sendBroken(Api api, FuzzRequest request, RandomGenerator random) {
        String head =
                switch (random.nextInt(6)) {
                    case 0 -> "Content-Length: " + (request.body().length + 1 + random.nextInt(1000));
                    case 1 -> "Content-Length: " + request.body().length / 2;
                    case 2 -> "Content-Length: -1";
                    case 3 -> "Content-Length: 99999999999999999999";
                    case 4 -> "Transfer-Encoding: chunked";
                    default -> "Content-Length: 1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked";
                };
        String key = request.key().map(value -> "X-Api-Key: " + value + "\r\n").orElse("");
        String start = "POST " + request.path() + " HTTP/1.1\r\nHost: x\r\n" + key
                + "Content-Type: application/json\r\n" + head + "\r\n\r\n";
        try (Socket socket = new Socket(api.address().getHost(), api.address().getPort())) {
            socket.setSoTimeout(500);
            socket.getOutputStream().write(start.getBytes(ISO_8859_1));
            socket.getOutputStream().write(request.body());
            socket.getOutputStream().flush();
            if (random.nextBoolean()) {
                String answer = new String(socket.getInputStream().readNBytes(12), US_ASCII);
                if (answer.startsWith("HTTP/1.1 5")) {
                    wrong.add(answer + " to " + head + " and " + request.description());
                }
            }
        } catch (IOException e) {
            // hanging up on such a request is a good answer; so is waiting for the rest of it
        }
    }

    private static void stillWorks(Api api) {
        api.store("""
                {"app_id": "after", "event_type": "all that"}""").with(200);
        assertThat(api.query("""
                {"app_id": "after", "from": "-1d", "to": "+1d", "granularity": "none", "measures": ["events"]}""").table().single("events")).isEqualTo("1");
        api.get("/health", "").with(200);
    }

    /** What the server holds when it has had time to let go: idle threads and closed connections take a moment. */
    private static Vitals settled(ServerProcess server) {
        Vitals vitals = Vitals.of(server.pid());
        for (int i = 0; i < 20; i++) {
            Pause.millis(500);
            Vitals next = Vitals.of(server.pid());
            if (next.threads() >= vitals.threads() && next.sockets() >= vitals.sockets() && i > 2) {
                return next;
            }
            vitals = next;
        }
        return vitals;
    }
}
