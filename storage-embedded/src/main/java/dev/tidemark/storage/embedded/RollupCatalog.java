package dev.tidemark.storage.embedded;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.embedded.RollupList.Entry;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupReconciliation;
import dev.tidemark.storage.sql.RollupShelf;
import dev.tidemark.storage.sql.RollupTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;

/** The rollups that the database has, see {@link RollupList}, as a connection sees them. A new one has every day on its list that has events. */
record RollupCatalog(DuckDBConnection connection, EmbeddedDialect dialect)
        implements RollupShelf<Entry, EmbeddedRollup, SQLException> {

    /**
     * Brings the database to what is wanted, to be done in the transaction of the schema. Returns what is kept, the preferred first.
     *
     * @param wanted the preferred first; empty to take what there is and drop nothing
     */
    List<EmbeddedRollup> reconcile(Optional<List<RollupDefinition>> wanted) throws SQLException {
        var rollups = new RollupReconciliation<>(this);
        return wanted.isPresent() ? rollups.keepOnly(wanted.get()) : rollups.keep(rollups.latest());
    }

    @Override
    public List<Entry> entries() throws SQLException {
        return RollupList.entries(connection);
    }

    @Override
    public EmbeddedRollup open(Entry entry, RollupDefinition definition) throws SQLException {
        return kept(entry, definition, true);
    }

    @Override
    public EmbeddedRollup predecessor(Entry entry, RollupDefinition definition) throws SQLException {
        return kept(entry, definition, false);
    }

    @Override
    public Optional<String> lacking(EmbeddedRollup rollup) throws SQLException {
        for (RollupTable table : rollup.tables()) {
            Map<String, String> found = Tables.columns(table.name(), connection);
            if (found.isEmpty()) {
                return Optional.of("table " + table.name());
            }
            Tables.requireSame(
                    table.name(),
                    table.columns(),
                    found,
                    "somebody's hand changed it: drop the table and start again to have the rollup "
                            + rollup.definition().name() + " filled from the events");
        }
        return Optional.empty();
    }

    @Override
    public boolean isWhole(EmbeddedRollup rollup) throws SQLException {
        boolean whole = true;
        for (RollupTable table : rollup.tables()) {
            whole &= ColumnComparison.areSame(table.columns(), Tables.columns(table.name(), connection));
        }
        return whole;
    }

    /** With tables of its own; what stands under their names is of no rollup that is known. */
    @Override
    public EmbeddedRollup make(RollupDefinition definition, String tablesName) throws SQLException {
        dropTables(tablesName);
        for (RollupTable table :
                RollupTable.of(definition.named(tablesName), dialect).toList()) {
            Statements.execute(connection, Fragment.of(Tables.create(table.name(), table.columns(), dialect)));
        }
        return kept(RollupList.add(definition, tablesName, connection), definition, true);
    }

    @Override
    public void drop(Entry entry) throws SQLException {
        drop(entry.tablesName());
    }

    /** Removes a rollup with its tables. */
    void drop(String tablesName) throws SQLException {
        dropTables(tablesName);
        RollupList.remove(tablesName, connection);
    }

    private void dropTables(String tablesName) throws SQLException {
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()) {
                String table = dialect.quote(RollupTable.name(tablesName, granularity));
                Statements.execute(connection, Fragment.of("DROP TABLE IF EXISTS " + table));
            }
        }
    }

    private EmbeddedRollup kept(Entry entry, RollupDefinition definition, boolean isWanted) throws SQLException {
        String name = entry.tablesName();
        return new EmbeddedRollup(
                definition, name, isWanted, entry.eventsToFill(), RollupList.days(name, connection), dialect);
    }
}
