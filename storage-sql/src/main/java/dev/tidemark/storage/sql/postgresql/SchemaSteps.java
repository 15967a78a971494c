package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbered steps of a schema, one statement per file, in the order of application; the version of a schema is how many of them it has. Never changed, only added to.
 *
 * @param steps the shared ones, and those of an adapter
 */
public record SchemaSteps(List<Step> steps) {

    /** What questions and rollups need, whatever the adapter. */
    public static final List<Step> SHARED = shared(
            "01_schema_version.sql",
            "02_tidemark_number.sql",
            "03_tidemark_bins.sql",
            "04_tidemark_merged_bins.sql",
            "05_event_batches.sql",
            "06_rollups.sql",
            "07_rollup_watermarks.sql",
            "08_retention.sql");

    public SchemaSteps {
        steps = List.copyOf(steps);
    }

    /**
     * A statement in the folder {@code schema} beside a class.
     *
     * @param home the class
     */
    public record Step(Class<?> home, String file) {

        public String statement() {
            try (InputStream in = home.getResourceAsStream("schema/" + file)) {
                if (in == null) {
                    throw new IllegalStateException("resource schema/" + file + " is missing from the jar");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Applies what is missing, in the transaction of the connection. */
    public void apply(Connection connection) throws SQLException {
        int found = version(connection);
        if (found > steps.size()) {
            throw new StorageException(
                    Category.INTERNAL,
                    "the schema in PostgreSQL has version " + found + ", expected at most " + steps.size()
                            + "; a newer Tidemark wrote it: start that version, or restore a copy from before",
                    null);
        }
        for (int version = found + 1; version <= steps.size(); version++) {
            Step step = steps.get(version - 1);
            try {
                Statements.execute(connection, step.statement());
            } catch (SQLException e) {
                throw new SQLException("schema step " + step.file() + " failed: " + e.getMessage(), e.getSQLState(), e);
            }
            Statements.execute(connection, "INSERT INTO schema_version (version) VALUES (" + version + ")");
        }
    }

    private static int version(Connection connection) throws SQLException {
        return Tables.exists("schema_version", connection)
                ? Statements.rows(
                                connection,
                                "SELECT coalesce(max(version), 0) FROM schema_version",
                                row -> row.getInt(1))
                        .getFirst()
                : 0;
    }

    private static List<Step> shared(String... files) {
        List<Step> steps = new ArrayList<>();
        for (String file : files) {
            steps.add(new Step(SchemaSteps.class, file));
        }
        return List.copyOf(steps);
    }
}
