package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptSince;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
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
    private static final List<String> STEPS = List.of(
            "01_schema_version.sql",
            "02_openings.sql",
            "03_rollups.sql",
            "04_rollup_months.sql",
            "05_place.sql",
            "06_retention.sql",
            "07_rollups_complete_since.sql");

    private final Server server;
    private final EventsTable events;

    ClickHouseSchema(Server server, EventsTable events) {
        this.server = server;
        this.events = events;
    }

    /** Returns since when the events are all there, by the settings' lifetimes and those of before. */
    KeptSince migrate() {
        server.layout().settings().cluster().ifPresent(cluster -> new Neighbours(server, cluster).check());
        server.createDatabase();
        if (server.layout().isReplicated()) {
            createWhereMissing();
        }
        applySteps();
        new Place(server).take();
        KeptSince keptSince =
                KeptSince.note(server.settings().ageing().policy(), new RetentionNotes(server), InstantSource.system());
        ensureEvents();
        return keptSince;
    }

    /** A replica may be new, and must then have what the others have before it is asked which version that is. */
    private void createWhereMissing() {
        for (String file : STEPS) {
            server.execute("schema step " + file, statement(file, server.layout()));
        }
        for (String table : tables()) {
            server.catchUp(table);
        }
    }

    /** The statements of all steps, in order. */
    static List<String> statements(Layout layout) {
        return STEPS.stream().map(file -> statement(file, layout)).toList();
    }

    private static String statement(String file, Layout layout) {
        return layout.statement(resource(file));
    }

    private static List<String> tables() {
        return STEPS.stream()
                .filter(file -> resource(file).startsWith("CREATE"))
                .map(file -> file.substring(file.indexOf('_') + 1, file.indexOf('.')))
                .toList();
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
            server.execute("schema step " + file, statement(file, server.layout()));
            server.execute(
                    "noting schema step " + file,
                    "INSERT INTO schema_version (version, applied_at) VALUES (" + version + ", now64(3))");
        }
    }

    private void ensureEvents() {
        Layout layout = server.layout();
        ofEvents(events, layout).forEach(statement -> server.execute("creating the table of events", statement));
        ensureColumns(EventsTable.NAME, true);
        ensureColumns(Passage.FEED, false);
        if (layout.isReplicated()) {
            ensureColumns(Layout.ofAllShards(EventsTable.NAME), false);
        }
        server.catchUp(EventsTable.NAME);
    }

    /** What creates the table of events and what stands beside it. */
    static List<String> ofEvents(EventsTable events, Layout layout) {
        List<String> statements = new ArrayList<>();
        statements.add(events.create(layout));
        statements.add(events.createPassage(Passage.FEED, layout.onCluster()));
        layout.createOfAllShards(EventsTable.NAME).ifPresent(statements::add);
        return statements;
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
            server.execute(
                    "adding columns to " + table,
                    "ALTER TABLE " + table + server.layout().onCluster() + " " + String.join(", ", additions));
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
