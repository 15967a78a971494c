package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Runs every measurement on an empty store and again on a filled one, and writes one page of results. */
public final class Benchmark {

    private static final List<Integer> BATCHES = List.of(1, 10, 100, 1000);
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-Xmn128m");
    private static final Duration LATENCY_WINDOW = Duration.ofSeconds(45);

    /** As much comes before, uncounted: requests that come one by one take other ways through the code than those that queue, which are compiled first. */
    private static final Duration LATENCY_WARM_UP = Duration.ofSeconds(15);

    private static final double MEBIBYTE = 1024 * 1024;

    private final StoreUnderTest store;
    private final Path jar;
    private final Path folder;
    private final long filled;
    private final long perLoad;
    private final StringBuilder page = new StringBuilder();

    private Benchmark(StoreUnderTest store, Path jar, Path folder, long filled, long perLoad) {
        this.store = store;
        this.jar = jar;
        this.folder = folder;
        this.filled = filled;
        this.perLoad = perLoad;
    }

    /** Arguments: the store, the jar, the page to write, events to fill with (20 million), events per load (400,000). */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("tidemark-benchmark");
        try (StoreUnderTest store = StoreUnderTest.of(arguments[0])) {
            Benchmark benchmark = new Benchmark(
                    store, Path.of(arguments[1]), folder, Long.parseLong(arguments[3]), Long.parseLong(arguments[4]));
            benchmark.run();
            Files.writeString(Path.of(arguments[2]), benchmark.page);
        } finally {
            Folders.delete(folder);
        }
    }

    private void run() throws IOException, InterruptedException {
        page.append("# ")
                .append(store.title())
                .append(", ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append("\n\n");
        page.append(machine())
                .append("; server started with ")
                .append(String.join(" ", JAVA_OPTIONS))
                .append(" and ")
                .append(store.described(true))
                .append(".\n\nCommand: `benchmarks/run ")
                .append(store.name())
                .append(' ')
                .append(filled)
                .append(' ')
                .append(perLoad);
        page.append(
                "`; each load posts about that many events, single ones half as many, sync on, and ends when the last event can be queried.\n\n");
        Path data = Files.createDirectories(folder.resolve("data"));
        try (ServerUnderTest server = startTimed(data)) {
            measure(server, "Empty store");
            if (filled > 0) {
                fill(server);
                measure(server, "With " + server.storedEvents() + " events stored");
            }
            storedSize(server, data);
        }
    }

    private ServerUnderTest startTimed(Path data) throws IOException, InterruptedException {
        long started = System.nanoTime();
        ServerUnderTest server = ServerUnderTest.start(jar, data, JAVA_OPTIONS, store.settings(true));
        try (HttpConnection connection = new HttpConnection(server.port(), "/v1/events", ServerUnderTest.WRITE_KEY)) {
            int status = connection.post(new Workload(1).body(1, Instant.now(), Duration.ofMinutes(1)));
            if (status != 202) {
                throw new IOException("the first event was answered " + status + ", expected 202");
            }
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        server.awaitStored(1);
        Thread.sleep(10_000);
        Table table = new Table("start to first accepted event, s", "resident when idle, MiB");
        table.add(seconds, server.figures().residentBytes() / MEBIBYTE);
        section("Start", table);
        return server;
    }

    private void measure(ServerUnderTest server, String title) throws IOException, InterruptedException {
        Load load = new Load(server, Workload::new);
        for (int batch : List.of(1, 100)) {
            load.run(batch, perLoad / 2, System.nanoTime()); // compiles the hot paths
        }
        double engine = store.ownLoadPerSecond(folder, perLoad);
        Table table = new Table(
                "batch",
                "connections",
                "events",
                "accepted/s",
                "stored/s",
                "engine's own load/s",
                "stored ÷ engine",
                "CPU s per million",
                "allocated bytes per event",
                "resident MiB");
        Map<Integer, Table> profiles = new TreeMap<>();
        for (int batch : BATCHES) {
            long events = batch == 1 ? perLoad / 2 : perLoad;
            LoadResult result = load.run(batch, events, System.nanoTime());
            table.add(
                    batch,
                    Load.connections(batch),
                    result.events(),
                    result.acceptedPerSecond(),
                    result.storedPerSecond(),
                    engine,
                    result.storedPerSecond() / engine,
                    result.cpuSecondsPerMillion(),
                    result.allocatedBytesPerEvent(),
                    result.residentBytes() / MEBIBYTE);
            if (batch == 1 || batch == 100) {
                profiles.put(batch, profile(result));
            }
        }
        section(title + ": HTTP to stored", table);
        profiles.forEach((batch, profile) -> section(title + ": where the time goes, batches of " + batch, profile));
        latency(server, title);
    }

    private static Table profile(LoadResult result) {
        Table table = new Table("threads", "CPU s per million events");
        result.threadSeconds().entrySet().stream()
                .filter(thread -> thread.getValue() > 0)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(thread -> table.add(thread.getKey(), thread.getValue() * 1_000_000 / result.events()));
        return table;
    }

    private void latency(ServerUnderTest server, String title) throws IOException, InterruptedException {
        Table table = new Table("batch", "connections", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "resident MiB");
        for (int batch : List.of(1, 10, 100)) {
            AckLatency load = new AckLatency(server);
            load.measure(10_000, batch, LATENCY_WARM_UP, System.nanoTime());
            Histogram latencies = load.measure(10_000, batch, LATENCY_WINDOW, System.nanoTime());
            table.add(
                    batch,
                    AckLatency.connections(batch),
                    latencies.getValueAtPercentile(50) / 1000.0,
                    latencies.getValueAtPercentile(99) / 1000.0,
                    latencies.getValueAtPercentile(99.9) / 1000.0,
                    latencies.getMaxValue() / 1000.0,
                    server.figures().residentBytes() / MEBIBYTE);
        }
        section(
                title + ": time to the answer at 10,000 events/s, over " + LATENCY_WINDOW.toSeconds()
                        + " s each, after " + LATENCY_WARM_UP.toSeconds() + " s of the same",
                table);
    }

    /** A million events per past day, one day after the other, as a server sees them that has run for weeks. */
    private void fill(ServerUnderTest server) throws IOException, InterruptedException {
        Load load = new Load(server, Workload::new);
        long before = server.storedEvents();
        long perDay = Math.min(filled, 1_000_000);
        int days = (int) (filled / perDay);
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        long started = System.nanoTime();
        for (int day = days; day >= 1; day--) {
            load.fill(perDay, today.minus(day - 1L, ChronoUnit.DAYS), 1_000 + day);
            System.out.println("filled day -" + day);
        }
        server.awaitStored(before + days * perDay);
        double rate = days * perDay / ((System.nanoTime() - started) / 1e9);
        Table table = new Table("events", "days", "stored/s, batches of 1000");
        table.add(days * perDay, days, rate);
        section("Fill", table);
    }

    private void storedSize(ServerUnderTest server, Path data) throws IOException, InterruptedException {
        long events = server.storedEvents();
        Table table = new Table("events", "database bytes per event, rollups included", "NDJSON bytes per event");
        table.add(events, (double) store.storedBytes(data) / events, Workload.bytesPerEvent());
        Optional<String> archived = store.archive();
        if (archived.isPresent()) {
            table.add("compressed", (double) store.storedBytes(data) / events, Workload.bytesPerEvent());
        }
        section("Size", table);
    }

    private void section(String title, Table table) {
        page.append("## ").append(title).append("\n\n").append(table.markdown()).append('\n');
    }

    /** The processors, as the kernel calls them. */
    static String machine() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            String model = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown processor");
            return "Machine: " + Runtime.getRuntime().availableProcessors() + " cores of " + model
                    + ", shared with others and with the load generator";
        }
    }
}
