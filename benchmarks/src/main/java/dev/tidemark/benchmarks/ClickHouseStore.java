package dev.tidemark.benchmarks;

import dev.tidemark.testkit.engine.Engine;
import dev.tidemark.testkit.engine.EngineProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A ClickHouse of our own, by {@code engines/clickhouse}, on the same machine. */
final class ClickHouseStore implements StoreUnderTest {

    private static final String DATABASE = "benchmark";
    private static final int ROWS_AT_A_TIME = 100_000;
    private static final int WARM = 3;
    private static final int ASKED = 20;

    private static final String OWN_TABLE = """
            CREATE TABLE own_load (
              event_id UUID, event_type LowCardinality(String), event_name String, timestamp DateTime64(3, 'UTC'), app_id LowCardinality(String), org_id String, user_id String,
              session_id String, platform LowCardinality(String), os_version LowCardinality(String), device_model LowCardinality(String), browser LowCardinality(String),
              app_version LowCardinality(String), country LowCardinality(String), screen_name String, duration_ms Float64, amount Nullable(Decimal(18, 4)),
              quantity Nullable(Int64), currency LowCardinality(Nullable(String)), properties Map(LowCardinality(String), String)
            ) ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) ORDER BY (app_id, event_type, timestamp)""";

    /** The last 30 days and today, as reports see them. */
    private static final String RANGE =
            " WHERE tenant_id = 'benchmark' AND timestamp >= toStartOfDay(now('UTC')) - INTERVAL 29 DAY AND timestamp < now('UTC')";

    /** Reports, and the same from raw events as one would write it by hand. */
    private static final Map<String, String> BY_HAND = Map.of(
            "revenue",
            "SELECT toStartOfDay(timestamp) AS day, currency, count(amount), sum(amount), sum(quantity) FROM events"
                    + RANGE + " AND amount IS NOT NULL GROUP BY day, currency ORDER BY day, currency",
            "screens",
            "SELECT screen_name, count(), uniqExact(actor_id), avg(duration_ms) FROM events" + RANGE
                    + " AND event_type = 'screen_view' GROUP BY screen_name ORDER BY count() DESC LIMIT 100",
            "statuses",
            "SELECT status_code, count(), avg(duration_ms) FROM events" + RANGE
                    + " AND event_type = 'request' GROUP BY status_code ORDER BY count() DESC LIMIT 100",
            "active-users",
            "SELECT toStartOfDay(timestamp) AS day, uniqExact(actor_id), count() FROM events" + RANGE
                    + " GROUP BY day ORDER BY day",
            "top?dimension=country",
            "SELECT country, count() FROM events" + RANGE + " GROUP BY country ORDER BY count() DESC LIMIT 10");

    private final EngineProcess engine;
    private final HttpClient client = HttpClient.newHttpClient();

    private ClickHouseStore(EngineProcess engine) {
        this.engine = engine;
    }

    static ClickHouseStore start() {
        return new ClickHouseStore(Engine.CLICKHOUSE.start());
    }

    @Override
    public String name() {
        return "clickhouse";
    }

    @Override
    public String title() {
        return "ClickHouse";
    }

    @Override
    public Map<String, String> settings(boolean small) {
        return Map.of(
                "TIDEMARK_STORAGE_TYPE",
                "clickhouse",
                "TIDEMARK_STORAGE_URL",
                engine.address().toString(),
                "TIDEMARK_STORAGE_DATABASE",
                DATABASE,
                "TIDEMARK_BATCH_EVENTS",
                "10000");
    }

    @Override
    public String described(boolean small) {
        return "TIDEMARK_STORAGE_TYPE=clickhouse TIDEMARK_BATCH_EVENTS=10000, on an engine of version "
                + answer("default", "SELECT version()").strip() + " beside it";
    }

    @Override
    public double ownLoadPerSecond(Path folder, long events) throws IOException {
        answer("default", "DROP TABLE IF EXISTS own_load SYNC");
        answer("default", OWN_TABLE);
        List<byte[]> bodies = bodies(events);
        long started = System.nanoTime();
        for (byte[] body : bodies) {
            send(
                    "/?database=default&input_format_json_read_numbers_as_strings=1&date_time_input_format=best_effort&query=INSERT%20INTO%20own_load%20FORMAT%20JSONEachRow",
                    body);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        long stored =
                Long.parseLong(answer("default", "SELECT count() FROM own_load").strip());
        if (stored != events) {
            throw new IOException("the engine loaded " + stored + " rows, expected " + events);
        }
        answer("default", "DROP TABLE own_load SYNC");
        return events / seconds;
    }

    private static List<byte[]> bodies(long events) throws IOException {
        Workload workload = new Workload(7);
        Instant now = Instant.now();
        List<byte[]> bodies = new ArrayList<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long i = 1; i <= events; i++) {
            body.write(workload.body(1, now, Duration.ofMinutes(5)));
            body.write('\n');
            if (i % ROWS_AT_A_TIME == 0 || i == events) {
                bodies.add(body.toByteArray());
                body.reset();
            }
        }
        return bodies;
    }

    @Override
    public long storedBytes(Path data) {
        return Long.parseLong(answer(
                        DATABASE,
                        "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = '" + DATABASE + "'")
                .strip());
    }

    @Override
    public void addSections(StringBuilder page) {
        Table table = new Table("report", "the same by hand from raw events, p50 ms", "p95 ms");
        BY_HAND.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(report -> {
            Histogram times = times(report.getValue());
            table.add(
                    "`" + report.getKey() + "`",
                    times.getValueAtPercentile(50) / 1000.0,
                    times.getValueAtPercentile(95) / 1000.0);
        });
        page.append("\n## By hand, without Tidemark\n\n").append(table.markdown());
        page.append("\n## What the engine does for a batch\n\n")
                .append(batchAgain().markdown());
    }

    /**
     * A batch is stored by one statement, then read again by the next, which adds it to all rollups: that it is there once and whole is known from what is stored. The
     * statements again, by hand and one after the other; the rollups count the batch several times afterwards.
     */
    private Table batchAgain() {
        String last = answer(DATABASE, "SELECT max(batch) FROM events").strip();
        String size = answer(DATABASE, "SELECT count() FROM events WHERE batch = " + last)
                .strip();
        String batch = "SELECT * FROM events WHERE batch = " + last
                + " AND timestamp >= (SELECT min(timestamp) FROM events WHERE batch = " + last + ")";
        answer(DATABASE, "CREATE TABLE stored_again AS events");
        Table table = new Table("a batch of " + size + " events", "p50 ms", "p95 ms");
        add(table, "read, as the second statement does", times(batch + " FORMAT Null"));
        add(table, "read and stored in a table like `events`", times("INSERT INTO stored_again " + batch));
        add(table, "read and added to all rollups", times("INSERT INTO feed " + batch));
        answer(DATABASE, "DROP TABLE stored_again SYNC");
        return table;
    }

    private static void add(Table table, String what, Histogram times) {
        table.add(what, times.getValueAtPercentile(50) / 1000.0, times.getValueAtPercentile(95) / 1000.0);
    }

    /** Microseconds. */
    private Histogram times(String sql) {
        Histogram histogram = new Histogram(Duration.ofMinutes(10).toNanos() / 1000, 3);
        for (int i = 0; i < WARM + ASKED; i++) {
            long begin = System.nanoTime();
            answer(DATABASE, sql);
            if (i >= WARM) {
                histogram.recordValue((System.nanoTime() - begin) / 1000);
            }
        }
        return histogram;
    }

    private String answer(String database, String sql) {
        try {
            return send("/?database=" + database, sql.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String send(String path, byte[] body) throws IOException {
        URI address = engine.address().resolve(path);
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .POST(BodyPublishers.ofByteArray(body))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("ClickHouse answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
