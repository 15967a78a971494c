package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.FiguresOfTables;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** What the server tells of its tables, and of the questions that it is answering, whichever process asked them. */
final class ClickHouseFigures {

    private static final String SELECT_TABLES = """
            SELECT table, sum(rows), sum(bytes_on_disk), sum(data_uncompressed_bytes), count()
            FROM system.parts
            WHERE database = {} AND active
            GROUP BY table""";

    /** Statements of batches have ids of another form; no question is about the server itself. */
    private static final String SELECT_RUNNING = """
            SELECT query_id, toInt64(elapsed * 1000), memory_usage, read_rows
            FROM system.processes
            WHERE match(query_id, {}) AND position(query, 'FROM system.') = 0
            ORDER BY elapsed DESC""";

    private static final String ID = "^" + Server.PREFIX + "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$";

    private ClickHouseFigures() {}

    static StorageFigures read(Server server, KeptRollups<ClickHouseRollup> rollups) {
        List<StorageFigures.Table> tables = server.rows(
                "counting rows",
                Fragment.of(SELECT_TABLES, Fragment.value(server.settings().database())),
                row -> new StorageFigures.Table(
                        row.presentText(1),
                        row.number(2),
                        OptionalLong.of(row.number(3)),
                        OptionalLong.of(row.number(4)),
                        OptionalLong.of(row.number(5))));
        List<StorageFigures.Running> running = server.rows(
                "looking at running questions",
                Fragment.of(SELECT_RUNNING, Fragment.value(ID)),
                row -> new StorageFigures.Running(
                        row.presentText(1),
                        Duration.ofMillis(row.number(2)),
                        OptionalLong.of(Math.max(0, row.number(3))),
                        OptionalLong.of(row.number(4))));
        long bytes = tables.stream().mapToLong(table -> table.bytes().orElse(0)).sum();
        return new FiguresOfTables(EventsTable.NAME, tables).with(rollups, bytes, List.of(), running);
    }
}
