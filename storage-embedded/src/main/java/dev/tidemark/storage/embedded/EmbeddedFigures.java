package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.FiguresOfTables;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.duckdb.DuckDBConnection;

/** What the engine tells of its tables and its memory, and the operating system of its files. */
final class EmbeddedFigures {

    /** Of a large table the engine looks at a great many segments. */
    private static final Duration SIZES_KEPT = Duration.ofMinutes(10);

    private final Database database;
    private final EmbeddedSettings settings;
    private final KeptRollups<EmbeddedRollup> rollups;
    private final Reads reads;
    private final Map<String, Measured> measured = new ConcurrentHashMap<>();

    EmbeddedFigures(Database database, EmbeddedSettings settings, KeptRollups<EmbeddedRollup> rollups, Reads reads) {
        this.database = database;
        this.settings = settings;
        this.rollups = rollups;
        this.reads = reads;
    }

    StorageFigures read() {
        return database.read("counting rows", connection -> {
            List<StorageFigures.Table> tables = new ArrayList<>(List.of(table(connection, EventsTable.NAME)));
            for (RollupTable table : rollups.tables()) {
                tables.add(table(connection, table.name()));
            }
            long file = bytes(settings.file());
            long log = bytes(settings.writeAheadLog());
            long memory = number(connection, "SELECT sum(memory_usage_bytes) FROM duckdb_memory()");
            List<StorageFigures.Size> sizes = List.of(
                    new StorageFigures.Size("file", file),
                    new StorageFigures.Size("write_ahead_log", log),
                    new StorageFigures.Size("memory", memory));
            return new FiguresOfTables(EventsTable.NAME, tables).with(rollups, file + log, sizes, reads.running());
        });
    }

    static long count(DuckDBConnection connection, String table) throws SQLException {
        return number(connection, "SELECT count(*) FROM \"" + table + "\"");
    }

    private StorageFigures.Table table(DuckDBConnection connection, String name) throws SQLException {
        return new StorageFigures.Table(
                name,
                count(connection, name),
                OptionalLong.of(size(connection, name)),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    /** Blocks that hold some of the table; what is still in the write-ahead log has none, and small tables may share one. */
    private long size(DuckDBConnection connection, String name) throws SQLException {
        Measured before = measured.get(name);
        if (before != null && System.nanoTime() - before.nanoTime < SIZES_KEPT.toNanos()) {
            return before.bytes;
        }
        long blocks = number(connection, """
                SELECT count(DISTINCT block_id)
                FROM pragma_storage_info('%s')
                WHERE persistent AND block_id >= 0""".formatted(name));
        long bytes = blocks * number(connection, "SELECT block_size FROM pragma_database_size() LIMIT 1");
        measured.put(name, new Measured(bytes, System.nanoTime()));
        return bytes;
    }

    private static long bytes(Path file) {
        return file.toFile().length();
    }

    private static long number(DuckDBConnection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private record Measured(long bytes, long nanoTime) {}
}
