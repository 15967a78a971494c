package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.clickhouse.RollupList.Entry;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.RollupReconciliation;
import dev.tidemark.storage.sql.RollupShelf;
import dev.tidemark.storage.sql.RollupTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rollups that the store has, see {@link RollupList}, which are brought to what is wanted at opening, when all batches before are whole and none is written yet.
 *
 * <p>A new one has every month on its list that has events. Whatever step this dies at, it is done from there the next time: a rollup is on the list only after its tables and views are there, and off it
 * before they go.
 */
final class RollupCatalog implements RollupShelf<Entry, ClickHouseRollup, RuntimeException> {

    private final Server server;
    private final RollupTables tables;
    private final RollupList list;
    private final ClickHouseDialect dialect;
    private final long before;
    private final Instant since;

    /**
     * @param before the number that all batches so far are below
     * @param since of the time before, what is new can know nothing
     */
    RollupCatalog(
            Server server,
            RollupTables tables,
            RollupList list,
            ClickHouseDialect dialect,
            long before,
            Instant since) {
        this.server = server;
        this.tables = tables;
        this.list = list;
        this.dialect = dialect;
        this.before = before;
        this.since = since;
    }

    /** Brings the store to what is wanted. Returns what is kept, the preferred first. */
    List<ClickHouseRollup> reconcile(List<RollupDefinition> wanted) {
        return new RollupReconciliation<>(this).keepOnly(wanted);
    }

    /** Removes a rollup with its tables. */
    void drop(String tablesName) {
        list.entries().stream()
                .filter(entry -> entry.tablesName().equals(tablesName))
                .forEach(this::drop);
    }

    @Override
    public List<Entry> entries() {
        return list.entries();
    }

    @Override
    public ClickHouseRollup open(Entry listed, RollupDefinition definition) {
        ClickHouseRollup rollup = kept(list.limited(listed, since), definition, true);
        if (server.layout().isReplicated()) {
            for (RollupTable table : rollup.tables()) {
                create(table); // a replica may be new
                server.catchUp(table.name());
            }
        }
        return rollup;
    }

    @Override
    public ClickHouseRollup predecessor(Entry entry, RollupDefinition definition) {
        return kept(entry, definition, false);
    }

    @Override
    public Optional<String> lacking(ClickHouseRollup rollup) {
        for (RollupTable table : rollup.tables()) {
            Map<String, String> found = columns(table.name());
            if (columns(RollupTables.view(table)).isEmpty()) {
                return Optional.of("view " + RollupTables.view(table));
            }
            if (found.isEmpty()) {
                return Optional.of("table " + table.name());
            }
            Tables.requireSame(
                    table.name(),
                    tables.columns(table),
                    found,
                    "somebody's hand changed it: drop the table and start again to have the rollup "
                            + rollup.definition().name() + " filled from the events");
        }
        return Optional.empty();
    }

    @Override
    public boolean isWhole(ClickHouseRollup rollup) {
        return rollup.tables().stream()
                .allMatch(table -> ColumnComparison.areSame(tables.columns(table), columns(table.name()))
                        && !columns(RollupTables.view(table)).isEmpty());
    }

    @Override
    public ClickHouseRollup make(RollupDefinition definition, String tablesName) {
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()
                    && !columns(RollupTable.name(tablesName, granularity)).isEmpty()) {
                dropTables(tablesName); // of one that was not made or not dropped to the end
            }
        }
        tables.of(definition.named(tablesName)).forEach(this::create);
        return kept(list.add(definition, tablesName, before, since), definition, true);
    }

    @Override
    public void drop(Entry entry) {
        list.remove(entry);
        dropTables(entry.tablesName());
    }

    private void dropTables(String tablesName) {
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()) {
                String name = RollupTable.name(tablesName, granularity);
                for (String table : RollupTables.allOf(name, server.layout())) {
                    server.drop("dropping " + name, table);
                }
            }
        }
    }

    private void create(RollupTable table) {
        for (String statement : tables.createAll(table)) {
            server.execute("creating " + table.name(), statement);
        }
    }

    private Map<String, String> columns(String table) {
        return Tables.columns(table, server);
    }

    private ClickHouseRollup kept(Entry entry, RollupDefinition definition, boolean isWanted) {
        return new ClickHouseRollup(definition, entry, isWanted, list.months(entry.tablesName()), dialect);
    }
}
