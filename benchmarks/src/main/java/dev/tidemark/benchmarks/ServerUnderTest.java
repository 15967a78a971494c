package dev.tidemark.benchmarks;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one jar in a process of its own, on a data folder of its own. */
final class ServerUnderTest implements AutoCloseable {

    static final String WRITE_KEY = "tmk_w_benchmark0000000000000000000000000000000000000000";
    static final String READ_KEY = "tmk_r_benchmark0000000000000000000000000000000000000000";
    private static final String ADMIN_KEY = "tmk_a_benchmark0000000000000000000000000000000000000000";
    private static final Pattern COUNT = Pattern.compile("\"rows\":\\[\\[(\\d+)]]");

    private static final Pattern ALLOCATED = Pattern.compile("(?m)^jvm_gc_memory_allocated_bytes_total (\\S+)");
    private static final Pattern LAG = Pattern.compile("\"consumer_lag\":(\\d+)");

    private static final Pattern OLD_GENERATION =
            Pattern.compile("(?m)^jvm_memory_used_bytes\\{area=\"heap\",id=\"(?:Tenured Gen|G1 Old Gen)\"} (\\S+)");

    private static final Pattern SECRET = Pattern.compile("\"secret\":\"([^\"]+)\"");

    private static final Pattern SERVED_BY = Pattern.compile("\"served_by\":\\[([^]]*)]");

    private static final int MOST_ATTEMPTS = 60;

    private final Process process;
    private final int port;
    private final Path data;
    private final HttpClient client = HttpClient.newHttpClient();

    private ServerUnderTest(Process process, int port, Path data) {
        this.process = process;
        this.port = port;
        this.data = data;
    }

    /**
     * Starts the jar and waits until it is ready.
     *
     * @param settings of the store
     */
    static ServerUnderTest start(Path jar, Path data, List<String> javaOptions, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString(), "serve"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolveSibling("server.log").toFile()));
        builder.environment().put("TIDEMARK_HTTP_PORT", String.valueOf(port));
        builder.environment().put("TIDEMARK_DATA_DIR", data.toString());
        builder.environment().putAll(settings);
        builder.environment().put("TIDEMARK_BOOTSTRAP_TENANT", "benchmark");
        builder.environment().put("TIDEMARK_BOOTSTRAP_WRITE_KEY", WRITE_KEY);
        builder.environment().put("TIDEMARK_BOOTSTRAP_READ_KEY", READ_KEY);
        builder.environment().put("TIDEMARK_ADMIN_KEY", ADMIN_KEY);
        ServerUnderTest server = new ServerUnderTest(builder.start(), port, data);
        server.awaitReady();
        return server;
    }

    int port() {
        return port;
    }

    /** What its Java code has asked for so far, by the collector's count: it grows with each collection. */
    double allocatedBytes() throws IOException, InterruptedException {
        Matcher allocated = ALLOCATED.matcher(ask(ADMIN_KEY, "GET", "/prometheus", ""));
        if (!allocated.find()) {
            throw new IOException("the server does not tell how much memory it allocated");
        }
        return Double.parseDouble(allocated.group(1));
    }

    ProcessFigures figures() throws IOException {
        return ProcessFigures.of(process.pid());
    }

    /** Processor time so far, by thread. */
    Map<String, Double> threadSeconds() throws IOException {
        return ThreadTimes.of(process.pid());
    }

    /** How many events wait for the store. */
    long waitingEvents() throws IOException, InterruptedException {
        Matcher lag = LAG.matcher(ask("GET", "/health", ""));
        if (!lag.find()) {
            throw new IOException("the server does not tell how many events wait");
        }
        return Long.parseLong(lag.group(1));
    }

    /** What the oldest objects of its heap occupy, with those that nobody needs and that are not collected yet. */
    long oldGenerationBytes() throws IOException, InterruptedException {
        Matcher old = OLD_GENERATION.matcher(ask(ADMIN_KEY, "GET", "/prometheus", ""));
        if (!old.find()) {
            throw new IOException("the server does not tell how much of its heap is used");
        }
        return (long) Double.parseDouble(old.group(1));
    }

    /** How many events the store holds, by its own count over raw rows or rollups. */
    long storedEvents() throws IOException, InterruptedException {
        return storedEvents(true);
    }

    /**
     * How many events the store holds. A server that is too busy to tell is asked again.
     *
     * @param rollups whether rollups may be counted instead of raw rows
     */
    long storedEvents(boolean rollups) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            HttpResponse<String> answer = count(rollups);
            if (answer.statusCode() != 503) {
                return count(answer.body());
            }
            Thread.sleep(1_000);
        }
        throw new IOException("the server has been too busy to count its events");
    }

    private HttpResponse<String> count(boolean rollups) throws IOException, InterruptedException {
        String body =
                "{\"from\":\"2000-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\",\"measures\":[\"events\"],\"rollups\":"
                        + rollups + "}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/query"))
                .header("Authorization", "Bearer " + READ_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long count(String answer) throws IOException {
        Matcher count = COUNT.matcher(answer.replaceAll("\\s", ""));
        if (!count.find()) {
            throw new IOException("the count of events is unreadable: " + answer);
        }
        return Long.parseLong(count.group(1));
    }

    /** Asks and returns the answer's text, which must be 200. */
    String ask(String method, String path, String body) throws IOException, InterruptedException {
        return ask(READ_KEY, method, path, body);
    }

    /** Asks and returns whether the server had the time to answer: it refuses what takes longer than questions may. */
    boolean answers(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(READ_KEY, "GET", path, "");
        if (answer.statusCode() != 200 && answer.statusCode() != 503) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.statusCode() == 200;
    }

    private HttpResponse<String> send(String key, String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String ask(String key, String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(key, method, path, body);
        if (answer.statusCode() != 200) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Makes something with the admin key and returns the answer's text, which must be 201. */
    String make(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + ADMIN_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException(path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Makes a key and returns its secret. */
    String makeKey(String body) throws IOException, InterruptedException {
        Matcher secret = SECRET.matcher(make("/v1/keys", body));
        if (!secret.find()) {
            throw new IOException("the answer to a new key has no secret");
        }
        return secret.group(1);
    }

    /** Waits until nothing waits in the log. */
    void awaitIdle() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 600; attempt++) {
            if (waitingEvents() == 0) {
                return;
            }
            Thread.sleep(200);
        }
        throw new IOException("events still wait in the log after two minutes");
    }

    /** What the answer says it comes from. */
    String servedBy(String path) throws IOException, InterruptedException {
        Matcher served = SERVED_BY.matcher(ask("GET", path, ""));
        return served.find() ? served.group(1).replace("\"", "").replace(",", ", ") : "?";
    }

    /** Waits until rollups no longer shrink, as they do after a start: what batches added to past days is merged then. */
    void awaitMerged() throws IOException, InterruptedException {
        String before = "";
        String now = rollupTables();
        while (!now.equals(before)) {
            Thread.sleep(Duration.ofSeconds(15));
            before = now;
            now = rollupTables();
        }
    }

    private String rollupTables() throws IOException, InterruptedException {
        return ask(ADMIN_KEY, "GET", "/v1/admin/rollups", "");
    }

    /** Waits until the store holds so many events. */
    void awaitStored(long events) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long deadline = begin + Duration.ofMinutes(20).toNanos();
        while (storedEvents() < events) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "only " + storedEvents() + " of " + events + " events are stored after 20 minutes");
            }
            Thread.sleep(50 + (System.nanoTime() - begin) / 20_000_000); // a count may cost the store a lot
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, 60, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly)
                .join();
    }

    private void awaitReady() throws IOException, InterruptedException {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/readiness"))
                .build();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // Refused until the port is open.
            }
            Thread.sleep(5);
        }
        throw new IOException("the server is not ready; see " + data.resolveSibling("server.log"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
