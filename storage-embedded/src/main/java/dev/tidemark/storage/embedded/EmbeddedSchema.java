package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Column;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/**
 * Brings a database to the schema that this version expects, in one transaction, or says why it cannot.
 *
 * <p>Numbered steps are one statement per file. The table of events follows the catalogue: columns that it has gained are added, any
 * other difference is refused. The tables of rollups follow their definitions, see {@link RollupCatalog}.
 */
final class EmbeddedSchema {

    /** In the order of application; the version of a schema is how many of them it has. Never changed, only added to. */
    private static final List<String> STEPS = List.of("01_schema_version.sql", "02_rollups.sql", "03_rollup_days.sql");

    private final EventsTable events;
    private final Optional<List<RollupDefinition>> rollups;
    private final EmbeddedDialect dialect;

    /** @param rollups that are wanted; empty to take what there is */
    EmbeddedSchema(EventsTable events, Optional<List<RollupDefinition>> rollups, EmbeddedDialect dialect) {
        this.events = events;
        this.rollups = rollups;
        this.dialect = dialect;
    }

    /** Returns the rollups that are kept, the preferred first. */
    List<EmbeddedRollup> migrate(DuckDBConnection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            applySteps(connection, statement);
            ensureEvents(connection, statement);
            List<EmbeddedRollup> kept = new RollupCatalog(connection, dialect).reconcile(rollups);
            connection.commit();
            return kept;
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
        Map<String, String> found = Tables.columns(EventsTable.NAME, connection);
        if (found.isEmpty()) {
            statement.execute(Tables.create(EventsTable.NAME, events.columns(), dialect));
            return;
        }
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                statement.execute(
                        "ALTER TABLE " + EventsTable.NAME + " ADD COLUMN " + Tables.definition(column, dialect));
                found.put(column.name(), column.type());
            }
        }
        Tables.requireSame(EventsTable.NAME, events.columns(), found, "a newer Tidemark or somebody's hand changed it");
    }

    private static int version(DuckDBConnection connection) throws SQLException {
        if (Tables.columns("schema_version", connection).isEmpty()) {
            return 0;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
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
