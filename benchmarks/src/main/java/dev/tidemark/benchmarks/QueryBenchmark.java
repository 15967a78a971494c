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
import org.HdrHistogram.Histogram;

/** Asks every report and the questions about behavior through HTTP of a store filled over 90 days, and writes one page of results. */
public final class QueryBenchmark {

    private static final int DAYS = 90;
    private static final int WARM = 2;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int ASKED = 30;
    private static final int ASKED_BEHAVIOR = 10;
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx512m");

    private static final List<String> REPORTS = List.of(
            "active-users",
            "screens",
            "pages",
            "events",
            "platforms",
            "countries",
            "regions",
            "event-performance",
            "revenue",
            "realtime",
            "daily-metrics?currencies=EUR",
            "organizers?currencies=EUR",
            "products?currencies=EUR",
            "requests?days=30&granularity=hour",
            "endpoints",
            "statuses",
            "conversion?steps=page_view,click,ticket_sale",
            "top?dimension=country",
            "top?dimension=platform&measure=actors",
            "active-users?days=90",
            "screens?days=90",
            "revenue?days=90",
            "endpoints?days=90",
            "top?dimension=country&days=90");

    private static final List<String> BEHAVIOR = List.of(
            "GET sessions",
            "GET sessions?group_by=entry&granularity=none",
            "GET stickiness",
            "GET retention?date=today-14d&days_later=7",
            "GET latest?value=app_version&subject=user_id",
            """
            POST funnel {"window":"1d","steps":["screen_view","click","page_view",{"filter":{"eq":["platform","ios"]}},\
            "ticket_sale","request"]}""",
            """
            POST funnel {"window":"1d","mode":"any","steps":["screen_view","click","ticket_sale"]}""",
            "POST cohorts {\"granularity\":\"week\"}",
            "POST cohorts {\"granularity\":\"day\"}",
            "POST paths {\"of\":\"screen_name\"}");

    private final StringBuilder page = new StringBuilder();
    private final StoreUnderTest store;
    private final ServerUnderTest server;

    private QueryBenchmark(StoreUnderTest store, ServerUnderTest server) {
        this.store = store;
        this.server = server;
    }

    /** Arguments: the store, the jar, the page to write, events to fill with; and of the embedded store a data folder, which is filled only if it is new, and kept. */
    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[1]);
        Path page = Path.of(arguments[2]);
        long events = Long.parseLong(arguments[3]);
        Path folder = Files.createTempDirectory("tidemark-query-benchmark");
        try (StoreUnderTest store = StoreUnderTest.of(arguments[0])) {
            run(store, jar, page, events, arguments.length > 4 ? Path.of(arguments[4]) : folder.resolve("data"));
        } finally {
            Folders.delete(folder);
        }
    }

    private static void run(StoreUnderTest store, Path jar, Path page, long events, Path data)
            throws IOException, InterruptedException {
        if (!Files.exists(data)) {
            Files.createDirectories(data);
            try (ServerUnderTest server = ServerUnderTest.start(jar, data, JAVA_OPTIONS, store.settings(false))) {
                fill(server, events);
            }
        }
        try (ServerUnderTest server = ServerUnderTest.start(jar, data, JAVA_OPTIONS, store.settings(false))) {
            store.age();
            server.awaitMerged();
            QueryBenchmark benchmark = new QueryBenchmark(store, server);
            benchmark.heading();
            benchmark.reports();
            benchmark.behavior();
            store.addSections(benchmark.page);
            Files.writeString(page, benchmark.page);
        }
    }

    private static void fill(ServerUnderTest server, long events) throws IOException, InterruptedException {
        Load load = new Load(server, Workload::ofEveryKind);
        Instant now = Instant.now();
        long perDay = events / DAYS;
        for (int day = DAYS - 1; day >= 0; day--) {
            load.fill(perDay, now.minus(day, ChronoUnit.DAYS), 5_000 + day);
        }
        server.awaitStored(perDay / 1000 * 1000 * DAYS);
    }

    private void heading() throws IOException, InterruptedException {
        page.append("# Questions to ")
                .append(store.title())
                .append(", ")
                .append(LocalDate.now(ZoneOffset.UTC))
                .append("\n\n")
                .append(Benchmark.machine())
                .append("; server started with ")
                .append(String.join(" ", JAVA_OPTIONS))
                .append(" and ")
                .append(store.described(false))
                .append(".\n\n")
                .append(server.storedEvents())
                .append(" events of 20,000 people over 90 days; each question asked ")
                .append(ASKED)
                .append(" times one after the other (those about behavior ")
                .append(ASKED_BEHAVIOR)
                .append(", slow ones as often as ten seconds allow")
                .append(
                        ") through HTTP, about the last 30 days unless it says otherwise. Rollups of past days are merged.\n\n");
    }

    private void reports() throws IOException, InterruptedException {
        Table table = new Table("report", "p50 ms", "p95 ms", "raw p50 ms", "raw p95 ms", "served by");
        for (String report : REPORTS) {
            String path = "/v1/reports/" + report;
            Histogram served = measure("GET", path, "", ASKED);
            String sources = server.servedBy(path);
            String raw = path + (report.contains("?") ? "&" : "?") + "rollups=false";
            Histogram counted = sources.equals("raw") ? served : measure("GET", raw, "", ASKED_BEHAVIOR);
            table.add(
                    "`" + report + "`",
                    served.getValueAtPercentile(50) / 1000.0,
                    served.getValueAtPercentile(95) / 1000.0,
                    counted.getValueAtPercentile(50) / 1000.0,
                    counted.getValueAtPercentile(95) / 1000.0,
                    sources);
        }
        page.append("## Reports\n\n").append(table.markdown()).append('\n');
    }

    private void behavior() throws IOException, InterruptedException {
        Table table = new Table("question", "p50 ms", "p95 ms", "resident MiB after");
        for (String question : BEHAVIOR) {
            String[] parts = question.split(" ", 3);
            Histogram times =
                    measure(parts[0], "/v1/reports/" + parts[1], parts.length > 2 ? parts[2] : "", ASKED_BEHAVIOR);
            table.add(
                    "`" + question + "`",
                    times.getValueAtPercentile(50) / 1000.0,
                    times.getValueAtPercentile(95) / 1000.0,
                    server.figures().residentBytes() / (1024.0 * 1024));
        }
        page.append("## What actors do\n\n").append(table.markdown());
    }

    /** Microseconds. */
    private Histogram measure(String method, String path, String body, int times)
            throws IOException, InterruptedException {
        Histogram histogram = new Histogram(Duration.ofMinutes(10).toNanos() / 1000, 3);
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int i = 0; i < WARM + times && (i <= WARM || System.nanoTime() < end); i++) {
            long begin = System.nanoTime();
            server.ask(method, path, body);
            if (i >= WARM) {
                histogram.recordValue((System.nanoTime() - begin) / 1000);
            }
        }
        return histogram;
    }
}
