package dev.tidemark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.rollup.BuiltInRollups;
import dev.tidemark.domain.storage.Storage;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.decode.BodyFormat;
import dev.tidemark.ingestion.decode.Decoded;
import dev.tidemark.ingestion.decode.DecoderLimits;
import dev.tidemark.ingestion.decode.EventCheck;
import dev.tidemark.ingestion.decode.EventDecoder;
import dev.tidemark.ingestion.decode.TimeOrderedIds;
import dev.tidemark.ingestion.delivery.EventCodec;
import dev.tidemark.ingestion.pipeline.IntakeRecord;
import dev.tidemark.storage.embedded.EmbeddedSettings;
import dev.tidemark.storage.embedded.EmbeddedStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What an event costs part by part, in this process, without HTTP: to see a change of one part without the noise of the others. */
public final class Parts {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final TenantId TENANT = new TenantId("benchmark");

    private final EventDecoder decoder = new EventDecoder(DecoderLimits.DEFAULT, new TimeOrderedIds(), EventCheck.NONE);
    private final EventCodec codec = new EventCodec();
    private final Path folder;
    private final int events;
    private final Table table = new Table("part", "events at a time", "CPU µs per event", "bytes allocated per event");

    private Parts(Path folder, int events) {
        this.folder = folder;
        this.events = events;
    }

    /** Arguments: the page to write, events per part (200,000). */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("tidemark-parts");
        try {
            Parts parts = new Parts(folder, Integer.parseInt(arguments[1]));
            parts.run();
            Files.writeString(Path.of(arguments[0]), parts.page(), UTF_8);
        } finally {
            Folders.delete(folder);
        }
    }

    private void run() throws Exception {
        for (int batch : List.of(1, 100)) {
            List<byte[]> bodies = bodies(batch);
            measure("decode and check a body", batch, () -> bodies.forEach(this::decode));
            List<IntakeRecord> records = bodies.stream().map(this::record).toList();
            measure("make a record of the log", batch, () -> records.forEach(codec::encode));
            List<byte[]> encoded = records.stream().map(codec::encode).toList();
            try (LogUnderTest log = new LogUnderTest(folder.resolve("log-" + batch))) {
                measure("write to the log and sync, 64 clients", batch, () -> log.append(encoded));
                measure("read the log, recognise duplicates", batch, () -> log.deliver(2L * events));
            }
        }
        for (int batch : List.of(1_000, 5_000, 20_000)) {
            List<EventBatch> batches = bodies(batch).stream()
                    .map(body -> new EventBatch(decode(body)))
                    .toList();
            try (Storage storage = store(batch)) {
                measure("embedded store with all rollups", batch, () -> batches.forEach(storage.eventWriter()::append));
            }
        }
    }

    /** The second time counts: the first one compiles. */
    private void measure(String part, int batch, Cost.Work work) throws Exception {
        work.run();
        System.gc();
        Cost cost = Cost.of(work);
        table.add(part, batch, cost.cpuMicrosPer(events), cost.bytesPer(events));
    }

    private List<byte[]> bodies(int batch) {
        Workload workload = new Workload(System.nanoTime());
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < events / batch; i++) {
            bodies.add(workload.body(batch, Instant.now(), Duration.ofMinutes(5)));
        }
        return bodies;
    }

    private List<Event> decode(byte[] body) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return switch (decoder.decode(body, BodyFormat.DETECT, TENANT, now)) {
            case Decoded.Events decoded -> decoded.events();
            case Decoded.Unreadable unreadable -> throw new IllegalStateException(unreadable.message());
            case Decoded.TooMany tooMany -> throw new IllegalStateException("more than " + tooMany.limit() + " events");
        };
    }

    private IntakeRecord record(byte[] body) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new IntakeRecord(TENANT, "http", now, decode(body), List.of(), false);
    }

    private Storage store(int batch) {
        return EmbeddedStorage.open(
                EmbeddedSettings.of(folder.resolve("store-" + batch + ".duckdb"))
                        .withMemoryBytes(128 * MEBIBYTE),
                BuiltInRollups.all(),
                Clock.systemUTC());
    }

    private String page() throws IOException {
        return "# Parts of storing an event, " + LocalDate.now(ZoneOffset.UTC) + "\n\n" + Benchmark.machine()
                + ".\n\nCommand: `benchmarks/run-parts " + events
                + "`; all in one process, without HTTP. CPU is that of all its threads, collection of garbage and the engine's own threads included.\n\n"
                + table.markdown();
    }
}
