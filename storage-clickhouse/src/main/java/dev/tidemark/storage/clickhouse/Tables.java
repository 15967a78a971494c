package dev.tidemark.storage.clickhouse;

import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.Fragment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables as the server has them, compared with what they should be. */
final class Tables {

    private static final String SELECT_COLUMNS = """
            SELECT name, type
            FROM system.columns
            WHERE database = {} AND table = {}
            ORDER BY position""";

    private Tables() {}

    /** The types of a table's columns by name, in order; none where there is no such table. */
    static Map<String, String> columns(String table, Server server) {
        Map<String, String> columns = new LinkedHashMap<>();
        Fragment select =
                Fragment.of(SELECT_COLUMNS, Fragment.value(server.settings().database()), Fragment.value(table));
        server.rows(
                "reading the columns of " + table, select, row -> columns.put(row.presentText(1), row.presentText(2)));
        return columns;
    }

    static void requireSame(String table, List<Column> expected, Map<String, String> found, String reason) {
        ColumnComparison.requireSame("table " + table + " in ClickHouse", expected, found, reason);
    }

    /** The settings that every table with parts has. */
    static String settings(ClickHouseSettings settings) {
        return "allow_nullable_key = 1"
                + (settings.synced() ? ", fsync_after_insert = 1, fsync_part_directory = 1" : "");
    }
}
