package dev.tidemark.storage.timescale;

import dev.tidemark.domain.storage.StorageFigures;
import dev.tidemark.storage.sql.FiguresOfTables;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollups;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.PostgreSql;
import dev.tidemark.storage.sql.postgresql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What the server tells of its tables. Rows are as many as it last counted, but for a table that it never looked at. */
final class TimescaleFigures {

    private static final String SELECT_TABLE = """
            SELECT c.reltuples::bigint, pg_total_relation_size(c.oid)
            FROM pg_class AS c
            WHERE c.oid = to_regclass({})""";

    private static final String SELECT_EVENTS = """
            SELECT approximate_row_count('events'), hypertable_size('events'), (SELECT count(*) FROM show_chunks('events'))""";

    private TimescaleFigures() {}

    static StorageFigures read(PostgreSql server, KeptRollups<?> rollups, List<StorageFigures.Running> running) {
        return server.read("counting rows", connection -> {
            List<StorageFigures.Table> tables = new ArrayList<>(Statements.rows(
                    connection,
                    SELECT_EVENTS,
                    row -> new StorageFigures.Table(
                            EventsTable.NAME,
                            row.getLong(1),
                            OptionalLong.of(row.getLong(2)),
                            OptionalLong.empty(),
                            OptionalLong.of(row.getLong(3)))));
            for (RollupTable table : rollups.tables()) {
                tables.addAll(figures(table, connection));
            }
            long bytes =
                    tables.stream().mapToLong(table -> table.bytes().orElse(0)).sum();
            return new FiguresOfTables(EventsTable.NAME, tables).with(rollups, bytes, List.of(), running);
        });
    }

    private static List<StorageFigures.Table> figures(RollupTable table, Connection connection) throws SQLException {
        return Statements.rows(
                connection,
                Fragment.of(SELECT_TABLE, Fragment.value(table.name())),
                row -> new StorageFigures.Table(
                        table.name(),
                        Math.max(0, row.getLong(1)),
                        OptionalLong.of(row.getLong(2)),
                        OptionalLong.empty(),
                        OptionalLong.empty()));
    }
}
