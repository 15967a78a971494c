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

/** The table of events, in chunks of time. */
record Hypertable(EventsTable events, TimescaleSettings settings, Edition edition) {

    private static final String CHANGED = "a newer Tidemark or somebody's hand changed it";

    /** Makes the table, or adds the columns that the catalogue has gained. Any other difference is refused. */
    void ensure(Connection connection) throws SQLException {
        Map<String, String> found = Tables.columns(EventsTable.NAME, connection);
        if (found.isEmpty()) {
            for (String statement : creation()) {
                Statements.execute(connection, statement);
            }
            return;
        }
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                Statements.execute(
                        connection, "ALTER TABLE " + EventsTable.NAME + " ADD COLUMN " + events.definition(column));
                found.put(column.name(), column.type());
            }
        }
        Tables.requireSame(EventsTable.NAME, events.columns(), found, CHANGED);
    }

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
        if (edition == Edition.FULL) {
            statements.add("""
                    ALTER TABLE %s SET (timescaledb.compress,
                        timescaledb.compress_segmentby = 'tenant_id', timescaledb.compress_orderby = '"timestamp"')""".formatted(EventsTable.NAME));
            statements.add("SELECT add_compression_policy('%s', interval '%d days')"
                    .formatted(EventsTable.NAME, settings.compressAfter().toDays()));
        }
        return statements;
    }
}
