package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.joining;

import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.Dialect;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/** Tables as the engine has them, compared with what they should be. */
final class Tables {

    private Tables() {}

    static String create(String table, List<Column> columns, Dialect dialect) {
        return "CREATE TABLE " + dialect.quote(table) + " ("
                + columns.stream().map(column -> definition(column, dialect)).collect(joining(", ")) + ")";
    }

    static String definition(Column column, Dialect dialect) {
        return dialect.quote(column.name()) + " " + column.type();
    }

    /** The types of a table's columns by name, in order; none where there is no such table. */
    static Map<String, String> columns(String table, DuckDBConnection connection) throws SQLException {
        String select = """
                SELECT column_name, data_type
                FROM duckdb_columns()
                WHERE database_name = current_database() AND schema_name = 'main' AND table_name = ?
                ORDER BY column_index
                """;
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    static void requireSame(String table, List<Column> expected, Map<String, String> found, String reason) {
        ColumnComparison.requireSame("table " + table + " of the embedded store", expected, found, reason);
    }
}
