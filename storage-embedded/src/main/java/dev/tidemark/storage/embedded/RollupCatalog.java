package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.DefinitionText;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * What the database knows of its rollups: {@code rollups} has a row for each, with its definition and how its tables' names begin,
 * {@code rollup_days} the days that are still to be filled. At opening they are brought to what is wanted, in the transaction of
 * the schema.
 *
 * <p>A wanted definition that is not there is made, empty, with every day on its list that has events. One of the same name that is
 * complete stays beside it until it is complete too. Everything else goes.
 */
final class RollupCatalog {

    private static final Logger LOG = System.getLogger(RollupCatalog.class.getName());
    private static final int LONGEST_PART_OF_NAME = 32;

    private final Optional<List<RollupDefinition>> wanted;
    private final EmbeddedDialect dialect;

    /** @param wanted the preferred first; empty to take what there is and drop nothing */
    RollupCatalog(Optional<List<RollupDefinition>> wanted, EmbeddedDialect dialect) {
        this.wanted = wanted;
        this.dialect = dialect;
    }

    /** Brings the database to what is wanted. Returns what is kept, the preferred first. */
    List<KeptRollup> reconcile(DuckDBConnection connection) throws SQLException {
        List<Entry> entries = entries(connection);
        List<RollupDefinition> definitions = wanted.orElseGet(() -> latest(entries));
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.tablesName()));
        List<KeptRollup> kept = new ArrayList<>();
        for (RollupDefinition definition : definitions) {
            kept.addAll(keep(definition, entries, names, connection));
        }
        for (Entry entry : entries) {
            boolean isKept =
                    kept.stream().anyMatch(rollup -> rollup.tablesName().equals(entry.tablesName()));
            if (!isKept && wanted.isPresent()) {
                drop(entry.tablesName(), connection);
                tell(entry, definitions);
            }
        }
        return kept;
    }

    private static List<RollupDefinition> latest(List<Entry> entries) {
        Map<String, RollupDefinition> byName = new LinkedHashMap<>();
        for (Entry entry : entries) {
            entry.definition().ifPresent(definition -> byName.putIfAbsent(entry.rollupName(), definition));
        }
        return List.copyOf(byName.values());
    }

    /** Removes a rollup with its tables. */
    void drop(String tablesName, DuckDBConnection connection) throws SQLException {
        dropTables(tablesName, connection);
        for (String list : List.of("rollups", "rollup_days")) {
            execute(
                    Fragment.of("DELETE FROM " + list + " WHERE tables_name = {}", Fragment.value(tablesName)),
                    connection);
        }
    }

    /** The wanted one, and the one that serves in its place. */
    private List<KeptRollup> keep(
            RollupDefinition definition, List<Entry> entries, Set<String> names, DuckDBConnection connection)
            throws SQLException {
        Optional<Entry> same = entries.stream()
                .filter(entry -> entry.definition().filter(definition::equals).isPresent())
                .findFirst();
        List<KeptRollup> kept = new ArrayList<>();
        kept.add(same.isPresent() ? open(same.get(), definition, connection) : make(definition, names, connection));
        if (!kept.getFirst().isComplete()) {
            for (Entry entry : entries) {
                if (entry.rollupName().equals(definition.name()) && !same.equals(Optional.of(entry))) {
                    predecessor(entry, connection).ifPresent(kept::add);
                }
            }
        }
        return kept;
    }

    private Optional<KeptRollup> predecessor(Entry entry, DuckDBConnection connection) throws SQLException {
        SortedMap<Instant, Long> days = days(entry.tablesName(), connection);
        if (!days.isEmpty() || entry.definition().isEmpty()) {
            return Optional.empty();
        }
        KeptRollup rollup = kept(entry, entry.definition().get(), false, days);
        for (RollupTable table : rollup.tables()) {
            if (!Tables.isSame(table.columns(), Tables.columns(table.name(), connection))) {
                return Optional.empty();
            }
        }
        return Optional.of(rollup);
    }

    private KeptRollup open(Entry entry, RollupDefinition definition, DuckDBConnection connection) throws SQLException {
        KeptRollup rollup = kept(entry, definition, true, days(entry.tablesName(), connection));
        boolean whole = true;
        for (RollupTable table : rollup.tables()) {
            whole &= !Tables.columns(table.name(), connection).isEmpty();
        }
        if (!whole) {
            LOG.log(Level.WARNING, "rollup {0} lacks a table; it is filled anew", definition.name());
            drop(entry.tablesName(), connection);
            return make(definition, entry.tablesName(), connection);
        }
        for (RollupTable table : rollup.tables()) {
            Tables.requireSame(
                    table.name(),
                    table.columns(),
                    Tables.columns(table.name(), connection),
                    "somebody's hand changed it: drop the table and start again to have the rollup " + definition.name()
                            + " filled from the events");
        }
        return rollup;
    }

    private KeptRollup make(RollupDefinition definition, Set<String> names, DuckDBConnection connection)
            throws SQLException {
        String name = definition.name();
        for (int i = 2; !names.add(name); i++) {
            String part = definition.name();
            name = part.substring(0, Math.min(part.length(), LONGEST_PART_OF_NAME)) + "_g" + i;
        }
        KeptRollup rollup = make(definition, name, connection);
        if (!rollup.isComplete()) {
            LOG.log(
                    Level.INFO,
                    "rollup {0} has a new definition; {1} events are filled in from now on, in the background",
                    definition.name(),
                    Long.toString(rollup.eventsToFill()));
        }
        return rollup;
    }

    private void dropTables(String tablesName, DuckDBConnection connection) throws SQLException {
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()) {
                String table = dialect.quote(RollupTable.name(tablesName, granularity));
                execute(Fragment.of("DROP TABLE IF EXISTS " + table), connection);
            }
        }
    }

    /** With tables of its own; what stands under their names is of no rollup that is known. */
    private KeptRollup make(RollupDefinition definition, String tablesName, DuckDBConnection connection)
            throws SQLException {
        dropTables(tablesName, connection);
        for (RollupTable table :
                RollupTable.of(definition.named(tablesName), dialect).toList()) {
            execute(Fragment.of(Tables.create(table.name(), table.columns(), dialect)), connection);
        }
        execute(Fragment.of("""
                        INSERT INTO rollup_days
                        SELECT {}, date_trunc('day', "timestamp")::TIMESTAMP_MS, count(*)
                        FROM events
                        GROUP BY 2
                        """, Fragment.value(tablesName)), connection);
        SortedMap<Instant, Long> days = days(tablesName, connection);
        long events = days.values().stream().mapToLong(Long::longValue).sum();
        execute(
                Fragment.of(
                        "INSERT INTO rollups VALUES ({}, {}, {}, {}, now()::TIMESTAMP)",
                        Fragment.value(tablesName),
                        Fragment.value(definition.name()),
                        Fragment.value(DefinitionText.of(definition)),
                        Fragment.value(events)),
                connection);
        return new KeptRollup(definition, tablesName, true, events, days, dialect);
    }

    private KeptRollup kept(Entry entry, RollupDefinition definition, boolean isWanted, SortedMap<Instant, Long> days) {
        return new KeptRollup(definition, entry.tablesName(), isWanted, entry.eventsToFill(), days, dialect);
    }

    private static List<Entry> entries(DuckDBConnection connection) throws SQLException {
        String select = """
                SELECT tables_name, rollup_name, definition, events_to_fill
                FROM rollups
                ORDER BY created_at DESC, tables_name DESC
                """;
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(select);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                entries.add(new Entry(
                        rows.getString(1), rows.getString(2), definition(rows.getString(3)), rows.getLong(4)));
            }
        }
        return entries;
    }

    /** Empty where another version wrote it: then it is as good as any other definition. */
    private static Optional<RollupDefinition> definition(String text) {
        try {
            return Optional.of(DefinitionText.read(text));
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "the store has a rollup that this version cannot read: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private static SortedMap<Instant, Long> days(String tablesName, DuckDBConnection connection) throws SQLException {
        String select = """
                SELECT epoch_ms(day), events
                FROM rollup_days
                WHERE tables_name = ?
                """;
        SortedMap<Instant, Long> days = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setString(1, tablesName);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    days.put(Instant.ofEpochMilli(rows.getLong(1)), rows.getLong(2));
                }
            }
        }
        return days;
    }

    private static void tell(Entry dropped, List<RollupDefinition> definitions) {
        boolean replaced =
                definitions.stream().anyMatch(definition -> definition.name().equals(dropped.rollupName()));
        LOG.log(
                Level.INFO,
                replaced
                        ? "rollup {0} had another definition; its tables are dropped"
                        : "rollup {0} is not configured any more; its tables are dropped",
                dropped.rollupName());
    }

    private static void execute(Fragment fragment, DuckDBConnection connection) throws SQLException {
        try (PreparedStatement statement = Statements.prepare(connection, fragment)) {
            statement.execute();
        }
    }

    /** A row of {@code rollups}. */
    private record Entry(
            String tablesName, String rollupName, Optional<RollupDefinition> definition, long eventsToFill) {}
}
