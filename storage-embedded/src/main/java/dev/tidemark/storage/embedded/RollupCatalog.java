package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.embedded.RollupList.Entry;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBConnection;

/**
 * Brings the rollups that the database has, see {@link RollupList}, to what is wanted: at opening, in the transaction of the schema.
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
    List<EmbeddedRollup> reconcile(DuckDBConnection connection) throws SQLException {
        List<Entry> entries = RollupList.entries(connection);
        List<RollupDefinition> definitions = wanted.orElseGet(() -> latest(entries));
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.tablesName()));
        List<EmbeddedRollup> kept = new ArrayList<>();
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
        RollupList.remove(tablesName, connection);
    }

    /** The wanted one, and the one that serves in its place. */
    private List<EmbeddedRollup> keep(
            RollupDefinition definition, List<Entry> entries, Set<String> names, DuckDBConnection connection)
            throws SQLException {
        Optional<Entry> same = entries.stream()
                .filter(entry -> entry.definition().filter(definition::equals).isPresent())
                .findFirst();
        List<EmbeddedRollup> kept = new ArrayList<>();
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

    private Optional<EmbeddedRollup> predecessor(Entry entry, DuckDBConnection connection) throws SQLException {
        if (entry.definition().isEmpty()) {
            return Optional.empty();
        }
        EmbeddedRollup rollup = kept(entry, entry.definition().get(), false, connection);
        boolean whole = rollup.isComplete();
        for (RollupTable table : rollup.tables()) {
            whole &= Tables.isSame(table.columns(), Tables.columns(table.name(), connection));
        }
        return whole ? Optional.of(rollup) : Optional.empty();
    }

    private EmbeddedRollup open(Entry entry, RollupDefinition definition, DuckDBConnection connection)
            throws SQLException {
        EmbeddedRollup rollup = kept(entry, definition, true, connection);
        for (RollupTable table : rollup.tables()) {
            Map<String, String> found = Tables.columns(table.name(), connection);
            if (found.isEmpty()) {
                LOG.log(
                        Level.WARNING,
                        "rollup {0} lacks the table {1}; it is filled anew",
                        definition.name(),
                        table.name());
                drop(entry.tablesName(), connection);
                return make(definition, entry.tablesName(), connection);
            }
            Tables.requireSame(
                    table.name(),
                    table.columns(),
                    found,
                    "somebody's hand changed it: drop the table and start again to have the rollup " + definition.name()
                            + " filled from the events");
        }
        return rollup;
    }

    private EmbeddedRollup make(RollupDefinition definition, Set<String> names, DuckDBConnection connection)
            throws SQLException {
        String name = definition.name();
        for (int i = 2; !names.add(name); i++) {
            String part = definition.name();
            name = part.substring(0, Math.min(part.length(), LONGEST_PART_OF_NAME)) + "_g" + i;
        }
        EmbeddedRollup rollup = make(definition, name, connection);
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
                Statements.execute(connection, Fragment.of("DROP TABLE IF EXISTS " + table));
            }
        }
    }

    /** With tables of its own; what stands under their names is of no rollup that is known. */
    private EmbeddedRollup make(RollupDefinition definition, String tablesName, DuckDBConnection connection)
            throws SQLException {
        dropTables(tablesName, connection);
        for (RollupTable table :
                RollupTable.of(definition.named(tablesName), dialect).toList()) {
            Statements.execute(connection, Fragment.of(Tables.create(table.name(), table.columns(), dialect)));
        }
        Entry entry = RollupList.add(definition, tablesName, connection);
        return kept(entry, definition, true, connection);
    }

    private EmbeddedRollup kept(Entry entry, RollupDefinition definition, boolean isWanted, DuckDBConnection connection)
            throws SQLException {
        String name = entry.tablesName();
        return new EmbeddedRollup(
                definition, name, isWanted, entry.eventsToFill(), RollupList.days(name, connection), dialect);
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
}
