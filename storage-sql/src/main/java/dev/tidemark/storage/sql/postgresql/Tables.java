package dev.tidemark.storage.sql.postgresql;

import static java.util.stream.Collectors.joining;

import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.Fragment;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables as the server has them, compared with what they should be. */
public final class Tables {

    /** A collation belongs to the type, as far as we are concerned. */
    private static final String SELECT_COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod)
              || CASE WHEN c.collname = 'default' OR c.collname IS NULL THEN '' ELSE ' COLLATE "' || c.collname || '"' END
            FROM pg_attribute AS a LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
            WHERE a.attrelid = to_regclass({}) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private Tables() {}

    /** The types of a table's columns by name, in order; none where there is no such table. */
    public static Map<String, String> columns(String table, Connection connection) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        Fragment select = Fragment.of(SELECT_COLUMNS, Fragment.value(PostgreSqlDialect.quoted(table)));
        Statements.rows(connection, select, row -> columns.put(row.getString(1), row.getString(2)));
        return columns;
    }

    public static boolean exists(String table, Connection connection) throws SQLException {
        return !columns(table, connection).isEmpty();
    }

    public static void requireSame(String table, List<Column> expected, Map<String, String> found, String reason) {
        ColumnComparison.requireSame("table " + table + " in PostgreSQL", expected, found, reason);
    }

    /** The columns' definitions, as they stand between the brackets of a definition. */
    public static String definitions(List<Column> columns) {
        return columns.stream()
                .map(column -> PostgreSqlDialect.quoted(column.name()) + " " + column.type())
                .collect(joining(",\n    "));
    }
}
