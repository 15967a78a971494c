package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * Brings a database to the schema that this version expects, in one transaction, or says why it cannot.
 *
 * <p>Numbered steps are one statement per file. The tables of events and rollups follow the catalogue and the rollups' definitions:
 * missing ones are created (rollups filled from the events), columns that the catalogue has gained are added, any other difference
 * is refused.
 */
final class EmbeddedSchema {

    /** In the order of application; the version of a schema is how many of them it has. Never changed, only added to. */
    private static final List<String> STEPS = List.of("01_schema_version.sql");

    private final EventsTable events;
    private final List<RollupTable> rollups;
    private final EmbeddedDialect dialect;

    EmbeddedSchema(EventsTable events, List<RollupTable> rollups, EmbeddedDialect dialect) {
        this.events = events;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    void migrate(DuckDBConnection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            applySteps(connection, statement);
            ensureEvents(connection, statement);
            for (RollupTable rollup : rollups) {
                ensureRollup(rollup, connection, statement);
            }
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void applySteps(DuckDBConnection connection, Statement statement) throws SQLException {
        int found = version(connection);
        if (found > STEPS.size()) {
            throw new StorageException(
                    Category.INTERNAL,
                    "the embedded store has schema version " + found + ", expected at most " + STEPS.size()
                            + "; a newer Tidemark wrote it: start that version, or restore a copy from before",
                    null);
        }
        for (int version = found + 1; version <= STEPS.size(); version++) {
            String file = STEPS.get(version - 1);
            try {
                statement.execute(resource(file));
            } catch (SQLException e) {
                throw new SQLException("schema step " + file + " failed: " + e.getMessage(), e);
            }
            statement.execute("INSERT INTO schema_version VALUES (" + version + ", now()::TIMESTAMP)");
        }
    }

    private void ensureEvents(DuckDBConnection connection, Statement statement) throws SQLException {
        Map<String, String> found = columns(connection, EventsTable.NAME);
        if (found.isEmpty()) {
            statement.execute(create(EventsTable.NAME, events.columns()));
            return;
        }
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                statement.execute("ALTER TABLE " + EventsTable.NAME + " ADD COLUMN " + definition(column));
                found.put(column.name(), column.type());
            }
        }
        requireSame(EventsTable.NAME, events.columns(), found, "a newer Tidemark or somebody's hand changed it");
    }

    private void ensureRollup(RollupTable rollup, DuckDBConnection connection, Statement statement)
            throws SQLException {
        Map<String, String> found = columns(connection, rollup.name());
        if (found.isEmpty()) {
            statement.execute(create(rollup.name(), rollup.columns()));
            fill(rollup, connection);
        } else {
            requireSame(
                    rollup.name(),
                    rollup.columns(),
                    found,
                    "its rollup was defined differently: give the rollup another name, or drop the table and start again"
                            + " to have it filled from the events");
        }
    }

    private void fill(RollupTable rollup, DuckDBConnection connection) throws SQLException {
        Fragment select = rollup.ofEvents(EventsTable.NAME);
        try (PreparedStatement insert = Statements.prepare(
                connection, Fragment.of("INSERT INTO " + dialect.quote(rollup.name()) + " {}", select))) {
            insert.execute();
        }
    }

    private String create(String table, List<Column> columns) {
        return "CREATE TABLE " + dialect.quote(table) + " ("
                + columns.stream().map(this::definition).collect(joining(", ")) + ")";
    }

    private String definition(Column column) {
        return dialect.quote(column.name()) + " " + column.type();
    }

    private static void requireSame(String table, List<Column> expected, Map<String, String> found, String reason) {
        Map<String, String> wanted = new LinkedHashMap<>();
        expected.forEach(column -> wanted.put(column.name(), column.type()));
        if (!wanted.equals(found)) {
            throw new StorageException(
                    Category.INTERNAL,
                    "table " + table + " of the embedded store has columns " + found + ", expected " + wanted + "; "
                            + reason,
                    null);
        }
    }

    private static int version(DuckDBConnection connection) throws SQLException {
        if (columns(connection, "schema_version").isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Map<String, String> columns(DuckDBConnection connection, String table) throws SQLException {
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

    private static String resource(String file) {
        try (InputStream in = EmbeddedSchema.class.getResourceAsStream("schema/" + file)) {
            if (in == null) {
                throw new IllegalStateException("resource schema/" + file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
