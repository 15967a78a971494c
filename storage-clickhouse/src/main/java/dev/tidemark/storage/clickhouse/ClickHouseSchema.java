package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Fragment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Brings a database to the schema that this version expects, or says why it cannot.
 *
 * <p>Numbered steps are one statement per file; each is noted when it is done, and where one was done but not noted it is found to be. The table of events follows
 * the catalogue: columns that it has gained are added, any other difference is refused. The tables of rollups follow their definitions, see {@link
 * RollupCatalog}.
 */
final class ClickHouseSchema {

    /** In the order of application; the version of a schema is how many of them it has. Never changed, only added to. */
    private static final List<String> STEPS =
            List.of("01_schema_version.sql", "02_openings.sql", "03_rollups.sql", "04_rollup_months.sql");

    private final Server server;
    private final EventsTable events;

    ClickHouseSchema(Server server, EventsTable events) {
        this.server = server;
        this.events = events;
    }

    void migrate() {
        server.createDatabase();
        applySteps();
        ensureEvents();
    }

    private void applySteps() {
        long found = version();
        if (found > STEPS.size()) {
            throw new StorageException(
                    Category.INTERNAL,
                    "database " + server.settings().database() + " in ClickHouse has schema version " + found
                            + ", expected at most " + STEPS.size()
                            + "; a newer Tidemark wrote it: start that version, or restore a copy from before",
                    null);
        }
        for (long version = found + 1; version <= STEPS.size(); version++) {
            String file = STEPS.get((int) version - 1);
            server.execute(
                    "schema step " + file, resource(file).replaceFirst("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"));
            server.execute(
                    "noting schema step " + file,
                    "INSERT INTO schema_version (version, applied_at) VALUES (" + version + ", now64(3))");
        }
    }

    private void ensureEvents() {
        server.execute("creating the table of events", events.create(server.settings()));
        server.execute("creating the passage to rollups", events.createPassage(Passage.FEED));
        ensureColumns(EventsTable.NAME, true);
        ensureColumns(Passage.FEED, false);
    }

    private void ensureColumns(String table, boolean withCodecs) {
        Map<String, String> found = Tables.columns(table, server);
        List<String> additions = new ArrayList<>();
        String previous = "";
        for (Column column : events.columns()) {
            if (!found.containsKey(column.name())) {
                String definition =
                        withCodecs ? events.definition(column) : "\"" + column.name() + "\" " + column.type();
                additions.add("ADD COLUMN " + definition + (previous.isEmpty() ? " FIRST" : " AFTER " + previous));
            }
            previous = "\"" + column.name() + "\"";
        }
        if (!additions.isEmpty()) {
            server.execute("adding columns to " + table, "ALTER TABLE " + table + " " + String.join(", ", additions));
        }
        Tables.requireSame(
                table,
                events.columns(),
                Tables.columns(table, server),
                "a newer Tidemark or somebody's hand changed it: start that version, or give the columns back their types");
    }

    private long version() {
        if (Tables.columns("schema_version", server).isEmpty()) {
            return 0;
        }
        return server.rows(
                        "reading the schema's version",
                        Fragment.of("SELECT max(version) FROM schema_version"),
                        row -> row.number(1))
                .getFirst();
    }

    private static String resource(String file) {
        try (InputStream in = ClickHouseSchema.class.getResourceAsStream("schema/" + file)) {
            if (in == null) {
                throw new IllegalStateException("resource schema/" + file + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
