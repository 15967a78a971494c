package dev.tidemark.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What a tenant that floods does to the answers of another one, which sends 2,000 events a second in batches of ten: undisturbed and
 * flooded by turns, so that what else the machine does meets both. Writes one page.
 */
public final class Fairness {

    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xmn128m");
    private static final String UNDISTURBED = "undisturbed";
    private static final int CALM_EVENTS = 2_000;
    private static final int CALM_BATCH = 10;
    private static final int LIMIT = 1_000;
    private static final int FLOOD_EVENTS = 20 * LIMIT;
    private static final int ROUNDS = 3;

    private final ServerUnderTest server;
    private final Duration phase;
    private final String limited;
    private final String free;
    private final Map<String, List<Histogram>> latencies = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Integer>> answers = new LinkedHashMap<>();

    private Fairness(ServerUnderTest server, Duration phase) throws IOException, InterruptedException {
        this.server = server;
        this.phase = phase;
        server.make("/v1/tenants", "{\"tenant\":\"flood\"}");
        this.limited = server.makeKey("{\"tenant\":\"flood\",\"kind\":\"write\",\"events_per_second\":" + LIMIT
                + ",\"burst\":" + LIMIT + "}");
        this.free = server.makeKey("{\"tenant\":\"flood\",\"kind\":\"write\"}");
    }

    /** Arguments: the jar, the page to write, seconds of a phase. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("tidemark-fairness");
        Path data = Files.createDirectories(folder.resolve("data"));
        try (ServerUnderTest server = ServerUnderTest.start(
                Path.of(arguments[0]), data, JAVA_OPTIONS, Map.of("TIDEMARK_EMBEDDED_MEMORY", "128MiB"))) {
            Fairness fairness = new Fairness(server, Duration.ofSeconds(Integer.parseInt(arguments[2])));
            fairness.run();
            Files.writeString(Path.of(arguments[1]), fairness.page(arguments[2]));
        } finally {
            Folders.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        new AckLatency(server).measure(CALM_EVENTS, CALM_BATCH, phase, 1); // warms up
        for (int round = 0; round < ROUNDS; round++) {
            calm(UNDISTURBED, round);
            flooded(
                    "another tenant at 20 × its limit of 1,000 events/s, batches of 100",
                    round,
                    limited,
                    100,
                    FLOOD_EVENTS / 100);
            flooded(
                    "another tenant at 20,000 events/s without limit, batches of 100",
                    round,
                    free,
                    100,
                    FLOOD_EVENTS / 100);
            flooded("another tenant without limit, as fast as it is answered, batches of 5,000", round, free, 5_000, 0);
        }
    }

    private void flooded(String name, int round, String key, int batch, int bodiesPerSecond)
            throws IOException, InterruptedException {
        int bodies = bodiesPerSecond == 0 ? 100 : (int) (bodiesPerSecond * phase.toSeconds());
        Workload workload = new Workload(1_000_000L * round + batch + bodiesPerSecond);
        List<byte[]> events = new ArrayList<>();
        for (int i = 0; i < bodies; i++) {
            events.add(workload.body(batch, Instant.now(), Duration.ofMinutes(5)));
        }
        try (Flood flood = Flood.start(server.port(), key, events, bodiesPerSecond)) {
            calm(name, round);
            Map<Integer, Integer> ofFlood = answers.computeIfAbsent(name, key0 -> new LinkedHashMap<>());
            flood.stop().forEach((status, count) -> ofFlood.merge(status, count, Integer::sum));
        }
        server.awaitIdle();
    }

    private void calm(String name, int round) throws IOException, InterruptedException {
        Histogram histogram =
                new AckLatency(server).measure(CALM_EVENTS, CALM_BATCH, phase, 100L * round + name.length());
        latencies.computeIfAbsent(name, key -> new ArrayList<>()).add(histogram);
        System.out.println(name + ": p99 " + histogram.getValueAtPercentile(99) / 1000.0 + " ms");
    }

    private String page(String seconds) throws IOException {
        Table table = new Table(
                "meanwhile", "p50 ms", "p99 ms", "p99 of each round", "p99, as a ratio", "answers to the other");
        double base = median(requireNonNull(latencies.get(UNDISTURBED)), 99);
        latencies.forEach((name, histograms) -> table.add(
                name,
                median(histograms, 50),
                median(histograms, 99),
                histograms.stream()
                        .map(histogram -> "%.1f".formatted(histogram.getValueAtPercentile(99) / 1000.0))
                        .toList()
                        .toString(),
                median(histograms, 99) / base,
                answers.getOrDefault(name, Map.of()).toString()));
        return "# Fairness, " + LocalDate.now(ZoneOffset.UTC) + "\n\n" + Benchmark.machine()
                + "; embedded store, server started with "
                + String.join(" ", JAVA_OPTIONS) + ".\n\nCommand: `benchmarks/run-fairness " + seconds
                + "`. One tenant sends 2,000 events/s in batches of 10 over 16 connections and gets nothing but 202; what is shown is how long its answers took, counted from when each request was due: the median of "
                + ROUNDS + " rounds of " + seconds
                + " s each, taken by turns. The other tenant uses 8 connections, and ignores `Retry-After`.\n\n"
                + table.markdown();
    }

    private static double median(List<Histogram> histograms, double percentile) {
        return histograms.stream()
                        .mapToLong(histogram -> histogram.getValueAtPercentile(percentile))
                        .sorted()
                        .toArray()[histograms.size() / 2]
                / 1000.0;
    }
}
