package dev.tidemark.storage.timescale;

import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.postgresql.EventsTable;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of events, in chunks of time. */
record Hypertable(EventsTable events, TimescaleSettings settings, Edition edition) {

    private static final String CHANGED = "a newer Tidemark or somebody's hand changed it";

    private static final String SELECT_COMPRESSION = """
            SELECT h.compression_enabled, (
                SELECT j.config ->> 'compress_after'
                FROM timescaledb_information.jobs AS j
                WHERE j.proc_name = 'policy_compression' AND j.hypertable_schema = h.hypertable_schema AND j.hypertable_name = h.hypertable_name)
            FROM timescaledb_information.hypertables AS h
            WHERE h.hypertable_schema = current_schema AND h.hypertable_name = 'events'""";

    private static final String ENABLE_COMPRESSION = """
            ALTER TABLE events SET (timescaledb.compress,
                timescaledb.compress_segmentby = 'tenant_id', timescaledb.compress_orderby = '"timestamp"')""";

    /** Makes the table, or adds the columns that the catalogue has gained. Any other difference is refused. */
    void ensure(Connection connection) throws SQLException {
        Map<String, String> found = Tables.columns(EventsTable.NAME, connection);
        if (found.isEmpty()) {
            for (String statement : creation()) {
                Statements.execute(connection, statement);
            }
        } else {
            ensureColumns(found, connection);
        }
        if (edition == Edition.FULL) {
            ensureCompression(connection);
        }
    }

    private void ensureColumns(Map<String, String> found, Connection connection) throws SQLException {
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                Statements.execute(
                        connection, "ALTER TABLE " + EventsTable.NAME + " ADD COLUMN " + events.definition(column));
                found.put(column.name(), column.type());
            }
        }
        Tables.requireSame(EventsTable.NAME, events.columns(), found, CHANGED);
    }

    /** Has chunks compressed from the age on that the settings say. What is compressed stays so. */
    private void ensureCompression(Connection connection) throws SQLException {
        String wanted = settings.compressAfter().toDays() + " days";
        for (Compression found : Statements.rows(
                connection, SELECT_COMPRESSION, row -> new Compression(row.getBoolean(1), row.getString(2)))) {
            if (!found.enabled) {
                Statements.execute(connection, ENABLE_COMPRESSION);
            }
            if (!wanted.equals(found.after)) {
                Statements.execute(connection, "SELECT remove_compression_policy('events', if_exists => TRUE)");
                Statements.execute(connection, "SELECT add_compression_policy('events', interval '" + wanted + "')");
            }
        }
    }

    private record Compression(boolean enabled, @Nullable String after) {}

    /** The statements that make it. */
    List<String> creation() {
        List<String> statements = new ArrayList<>();
        statements.add("CREATE TABLE " + EventsTable.NAME + " (\n    " + events.definitions() + "\n)");
        statements.add("""
                SELECT create_hypertable('%s', 'timestamp',
                    chunk_time_interval => interval '%d days', create_default_indexes => FALSE)""".formatted(EventsTable.NAME, settings.chunkWidth().toDays()));
        statements.add("CREATE INDEX ON " + EventsTable.NAME + " (tenant_id, \"timestamp\")");
        // in each chunk batches lie in their order, nearly
        statements.add("CREATE INDEX ON " + EventsTable.NAME + " USING brin (" + EventsTable.BATCH + ")");
        if (settings.propertyIndex()) {
            statements.add("CREATE INDEX ON " + EventsTable.NAME + " USING gin (properties jsonb_path_ops)");
        }
        return statements;
    }
}
