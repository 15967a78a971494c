package dev.tidemark.storage.embedded;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.FiguresOfTables;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.duckdb.DuckDBConnection;

/** What the engine tells of its tables and its memory, and the operating system of its files. */
record EmbeddedFigures(Database database, EmbeddedSettings settings, KeptRollups<EmbeddedRollup> rollups, Reads reads) {

    StorageFigures read() {
        return database.read("counting rows", connection -> {
            List<StorageFigures.Table> tables = new ArrayList<>(List.of(table(connection, EventsTable.NAME)));
            for (RollupTable table : rollups.tables()) {
                tables.add(table(connection, table.name()));
            }
            long file = bytes(settings.file());
            long log = bytes(settings.writeAheadLog());
            List<StorageFigures.Size> sizes = List.of(
                    new StorageFigures.Size("file", file),
                    new StorageFigures.Size("write_ahead_log", log),
                    new StorageFigures.Size(
                            "memory", number(connection, "SELECT sum(memory_usage_bytes) FROM duckdb_memory()")));
            return new FiguresOfTables(EventsTable.NAME, tables).with(rollups, file + log, sizes, reads.running());
        });
    }

    static long count(DuckDBConnection connection, String table) throws SQLException {
        return number(connection, "SELECT count(*) FROM \"" + table + "\"");
    }

    /** Blocks that hold some of the table; what is still in the write-ahead log has none, and small tables may share one. */
    private static StorageFigures.Table table(DuckDBConnection connection, String name) throws SQLException {
        long blocks = number(
                connection,
                "SELECT count(DISTINCT block_id) FROM pragma_storage_info('" + name
                        + "') WHERE persistent AND block_id >= 0");
        long size = number(connection, "SELECT block_size FROM pragma_database_size() LIMIT 1");
        return new StorageFigures.Table(
                name,
                count(connection, name),
                OptionalLong.of(blocks * size),
                OptionalLong.empty(),
                OptionalLong.empty());
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
}
