package dev.tidemark.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/** The engine's own limit: DuckDB loading the same rows from a file into a table of its own, nothing else to do. */
final class DuckDbLoad {

    private DuckDbLoad() {}

    /** Rows per second of {@code read_json} into a fresh database file, commit and checkpoint included. */
    static double rowsPerSecond(Path folder, long events) throws IOException, SQLException {
        Path json = folder.resolve("engine-load.ndjson");
        write(json, events);
        Path database = folder.resolve("engine-load.duckdb");
        Files.deleteIfExists(database);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            long started = System.nanoTime();
            statement.execute(
                    "CREATE TABLE events AS SELECT * FROM read_json('" + json + "', format = 'newline_delimited')");
            statement.execute("CHECKPOINT");
            double seconds = (System.nanoTime() - started) / 1e9;
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM events")) {
                count.next();
                if (count.getLong(1) != events) {
                    throw new SQLException("the engine loaded " + count.getLong(1) + " rows, expected " + events);
                }
            }
            return events / seconds;
        } finally {
            Files.deleteIfExists(json);
            Files.deleteIfExists(database);
        }
    }

    private static void write(Path json, long events) throws IOException {
        Workload workload = new Workload(7);
        Instant now = Instant.now();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(json), 1 << 20)) {
            for (long i = 0; i < events; i++) {
                out.write(workload.body(1, now, Duration.ofMinutes(5)));
                out.write('\n');
            }
        }
    }
}
