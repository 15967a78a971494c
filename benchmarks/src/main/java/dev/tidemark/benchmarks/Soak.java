package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/**
 * Keeps a server busy at half the rate it can store at, minute after minute, and looks at the process in between: whether memory grows, files or
 * threads stay open, storing gets dearer, and whether every event is counted once in the end. Writes one page.
 */
public final class Soak {

    /** A quarter of a machine of 24 GiB: filters for duplicates of a day with so many events want an eighth of it. */
    private static final List<String> JAVA_OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx6g");

    private static final int BATCH = 100;
    private static final long EVENTS_PER_LOAD = 600_000;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final List<String> REPORTS =
            List.of("active-users", "screens", "events", "top?dimension=country", "requests?granularity=hour");

    private final StoreUnderTest store;
    private final ServerUnderTest server;
    private final Load load;
    private final List<Minute> minutes = new ArrayList<>();
    private final Table table = new Table(
            "minute",
            "events stored",
            "waiting",
            "p50 ms",
            "p99 ms",
            "max ms",
            "CPU s per million",
            "resident MiB",
            "old generation MiB",
            "open files",
            "threads",
            "report",
            "s");
    private long sent;

    private Soak(StoreUnderTest store, ServerUnderTest server) {
        this.store = store;
        this.server = server;
        this.load = new Load(server, Workload::new);
    }

    /** What a minute left behind. */
    private record Minute(ProcessFigures figures, double cpuSecondsPerMillion) {}

    /** Arguments: the store, the jar, the page to write, minutes. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("tidemark-soak");
        Path data = Files.createDirectories(folder.resolve("data"));
        try (StoreUnderTest store = StoreUnderTest.of(arguments[0]);
                ServerUnderTest server =
                        ServerUnderTest.start(Path.of(arguments[1]), data, JAVA_OPTIONS, store.settings(false))) {
            Soak soak = new Soak(store, server);
            Files.writeString(Path.of(arguments[2]), soak.run(Integer.parseInt(arguments[3])));
        } finally {
            Folders.delete(folder);
        }
    }

    private String run(int length) throws IOException, InterruptedException {
        atFullSpeed();
        double before = atFullSpeed();
        int rate = (int) (before / 2) / BATCH * BATCH;
        System.out.println("stored at most %,.0f/s; now %,d/s for %d minutes".formatted(before, rate, length));
        for (int minute = 1; minute <= length; minute++) {
            minute(minute, rate);
        }
        long counted = countedOnce();
        return page(length, rate, before, atFullSpeed(), counted);
    }

    /** What was sent, which is what rollups and raw rows must have. */
    private long countedOnce() throws IOException, InterruptedException {
        server.awaitStored(sent);
        long rollups = server.storedEvents(true);
        long raw = server.storedEvents(false);
        if (rollups != sent || raw != sent) {
            throw new IOException(
                    "%,d events were accepted, rollups count %,d and raw rows %,d".formatted(sent, rollups, raw));
        }
        return sent;
    }

    private double atFullSpeed() throws IOException, InterruptedException {
        LoadResult result = load.run(BATCH, EVENTS_PER_LOAD, System.nanoTime());
        sent += result.events() + 1; // the load ends with one that is waited for
        return result.storedPerSecond();
    }

    private void minute(int minute, int rate) throws IOException, InterruptedException {
        ProcessFigures start = server.figures();
        Histogram answers = new AckLatency(server).measure(rate, BATCH, Duration.ofMinutes(1), System.nanoTime());
        long accepted = answers.getTotalCount() * BATCH;
        sent += accepted + sendTwice();
        String report = REPORTS.get(minute % REPORTS.size());
        long asked = System.nanoTime();
        boolean answered = server.answers("/v1/reports/" + report);
        double asking = (System.nanoTime() - asked) / 1e9;
        ProcessFigures end = server.figures();
        double cpu = (end.cpuSeconds() - start.cpuSeconds()) * 1_000_000 / accepted;
        minutes.add(new Minute(end, cpu));
        table.add(
                minute,
                sent,
                server.waitingEvents(),
                answers.getValueAtPercentile(50) / 1000.0,
                answers.getValueAtPercentile(99) / 1000.0,
                answers.getMaxValue() / 1000.0,
                cpu,
                end.residentBytes() / MEBIBYTE,
                server.oldGenerationBytes() / MEBIBYTE,
                end.openFiles(),
                end.threads(),
                "`" + report + (answered ? "`" : "`, refused"),
                asking);
    }

    /** One body as by a client that did not get its answer. */
    private int sendTwice() throws IOException {
        byte[] body = new Workload(System.nanoTime()).body(BATCH, Instant.now(), Duration.ofMinutes(1));
        try (HttpConnection connection = new HttpConnection(server.port(), "/v1/events", ServerUnderTest.WRITE_KEY)) {
            for (int i = 0; i < 2; i++) {
                int status = connection.post(body);
                if (status != 202) {
                    throw new IOException("the server answered " + status + ", expected 202");
                }
            }
        }
        return BATCH;
    }

    private String page(int length, int rate, double before, double after, long counted) throws IOException {
        return """
                # Soak, %s, %s

                %s; server started with %s and %s.

                Command: `benchmarks/run-soak %s %d`: half the rate at which the same run stored batches of %d before, over 16 connections; each minute a body comes twice, and a report is asked for.

                **%,d events were accepted; rollups count as many, and so do raw rows.** At full speed %,.0f/s were stored before, %,d/s came for %d minutes, and at full speed %,.0f/s were stored after them.

                %s
                %s""".formatted(
                        store.title(),
                        LocalDate.now(ZoneOffset.UTC),
                        Benchmark.machine(),
                        String.join(" ", JAVA_OPTIONS),
                        store.described(false),
                        store.name(),
                        length,
                        BATCH,
                        counted,
                        before,
                        rate,
                        length,
                        after,
                        halves(),
                        table.markdown());
    }

    private String halves() {
        List<Minute> first = minutes.subList(0, minutes.size() / 2);
        List<Minute> second = minutes.subList(minutes.size() / 2, minutes.size());
        Table halves = new Table("", "first half", "second half");
        add(halves, "resident at most, MiB", minute -> minute.figures().residentBytes() / MEBIBYTE, first, second);
        add(halves, "open files at most", minute -> minute.figures().openFiles(), first, second);
        add(halves, "threads at most", minute -> minute.figures().threads(), first, second);
        add(halves, "CPU s per million events at most", Minute::cpuSecondsPerMillion, first, second);
        return halves.markdown();
    }

    private static void add(
            Table table, String what, ToDoubleFunction<Minute> figure, List<Minute> first, List<Minute> second) {
        table.add(what, most(figure, first), most(figure, second));
    }

    private static double most(ToDoubleFunction<Minute> figure, List<Minute> minutes) {
        return minutes.stream().mapToDouble(figure).max().orElse(0);
    }
}
