package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.clickhouse.RollupList.Entry;
import dev.tidemark.storage.sql.RollupTable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings the rollups that the store has, see {@link RollupList}, to what is wanted: at opening, when all batches before are whole and none is written yet.
 *
 * <p>A wanted definition that is not there is made, empty, with every month on its list that has events. One of the same name that is complete stays beside it
 * until it is complete too. Everything else goes. Whatever step this dies at, it is done from there the next time: a rollup is on the list only after its
 * tables and views are there, and off it before they go.
 */
final class RollupCatalog {

    private static final Logger LOG = System.getLogger(RollupCatalog.class.getName());
    private static final int LONGEST_PART_OF_NAME = 32;

    private final Server server;
    private final RollupTables tables;
    private final RollupList list;
    private final ClickHouseDialect dialect;
    private Instant since = Instant.EPOCH;

    RollupCatalog(Server server, RollupTables tables, RollupList list, ClickHouseDialect dialect) {
        this.dialect = dialect;
        this.server = server;
        this.tables = tables;
        this.list = list;
    }

    /** What the store has, to look at it. */
    List<ClickHouseRollup> found() {
        Map<String, Entry> byName = new LinkedHashMap<>();
        list.entries().forEach(entry -> byName.putIfAbsent(entry.rollupName(), entry));
        List<ClickHouseRollup> found = new ArrayList<>();
        byName.values()
                .forEach(entry -> entry.definition().ifPresent(definition -> found.add(kept(entry, definition, true))));
        return found;
    }

    /** The tables of everything on the list. */
    List<RollupTable> listed() {
        return list.entries().stream()
                .flatMap(entry -> entry.definition().stream()
                        .flatMap(definition -> tables.of(definition.named(entry.tablesName())).stream()))
                .filter(table -> !Tables.columns(table.name(), server).isEmpty())
                .toList();
    }

    /**
     * Brings the store to what is wanted. Returns what is kept, the preferred first.
     *
     * @param before the number that all batches so far are below
     * @param keptSince of the time before, what is new can know nothing
     */
    List<ClickHouseRollup> reconcile(List<RollupDefinition> wanted, long before, Instant keptSince) {
        this.since = keptSince;
        List<Entry> entries = list.entries();
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.tablesName()));
        List<ClickHouseRollup> kept = new ArrayList<>();
        for (RollupDefinition definition : wanted) {
            kept.addAll(keep(definition, entries, names, before));
        }
        for (Entry entry : entries) {
            if (kept.stream().noneMatch(rollup -> rollup.tablesName().equals(entry.tablesName()))) {
                drop(entry);
                tell(entry, wanted);
            }
        }
        return kept;
    }

    /** Removes a rollup with its tables. */
    void drop(String tablesName) {
        list.entries().stream()
                .filter(entry -> entry.tablesName().equals(tablesName))
                .forEach(this::drop);
    }

    private void drop(Entry entry) {
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

    /** The wanted one, and the one that serves in its place. */
    private List<ClickHouseRollup> keep(
            RollupDefinition definition, List<Entry> entries, Set<String> names, long before) {
        Optional<Entry> same = entries.stream()
                .filter(entry -> entry.definition().filter(definition::equals).isPresent())
                .findFirst();
        List<ClickHouseRollup> kept = new ArrayList<>();
        kept.add(same.isPresent() ? open(same.get(), definition, before) : make(definition, names, before));
        if (!kept.getFirst().isComplete()) {
            for (Entry entry : entries) {
                if (entry.rollupName().equals(definition.name()) && !same.equals(Optional.of(entry))) {
                    predecessor(entry).ifPresent(kept::add);
                }
            }
        }
        return kept;
    }

    private Optional<ClickHouseRollup> predecessor(Entry entry) {
        if (entry.definition().isEmpty()) {
            return Optional.empty();
        }
        ClickHouseRollup rollup = kept(entry, entry.definition().get(), false);
        boolean whole = rollup.isComplete();
        for (RollupTable table : rollup.tables()) {
            whole &= Tables.isSame(tables.columns(table), Tables.columns(table.name(), server))
                    && !Tables.columns(RollupTables.view(table), server).isEmpty();
        }
        return whole ? Optional.of(rollup) : Optional.empty();
    }

    private ClickHouseRollup open(Entry listed, RollupDefinition definition, long before) {
        Entry entry = list.limited(listed, since);
        ClickHouseRollup rollup = kept(entry, definition, true);
        for (RollupTable table : rollup.tables()) {
            if (server.layout().isReplicated()) {
                create(table); // a replica may be new
                server.catchUp(table.name());
            }
            Map<String, String> found = Tables.columns(table.name(), server);
            boolean lacksView = Tables.columns(RollupTables.view(table), server).isEmpty();
            if (found.isEmpty() || lacksView) {
                LOG.log(
                        Level.WARNING,
                        "rollup {0} lacks the {1}; it is filled anew",
                        definition.name(),
                        lacksView ? "view " + RollupTables.view(table) : "table " + table.name());
                drop(entry);
                return make(definition, entry.tablesName(), before);
            }
            Tables.requireSame(
                    table.name(),
                    tables.columns(table),
                    found,
                    "somebody's hand changed it: drop the table and start again to have the rollup " + definition.name()
                            + " filled from the events");
        }
        return rollup;
    }

    private ClickHouseRollup make(RollupDefinition definition, Set<String> names, long before) {
        String name = definition.name();
        for (int i = 2; !names.add(name); i++) {
            String part = definition.name();
            name = part.substring(0, Math.min(part.length(), LONGEST_PART_OF_NAME)) + "_g" + i;
        }
        ClickHouseRollup rollup = make(definition, name, before);
        if (!rollup.isComplete()) {
            LOG.log(
                    Level.INFO,
                    "rollup {0} has a new definition; {1} events are filled in from now on, in the background",
                    definition.name(),
                    Long.toString(rollup.eventsToFill()));
        }
        return rollup;
    }

    private ClickHouseRollup make(RollupDefinition definition, String tablesName, long before) {
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()
                    && !Tables.columns(RollupTable.name(tablesName, granularity), server)
                            .isEmpty()) {
                dropTables(tablesName); // of one that was not made or not dropped to the end
            }
        }
        for (RollupTable table : tables.of(definition.named(tablesName))) {
            create(table);
        }
        return kept(list.add(definition, tablesName, before, since), definition, true);
    }

    private void create(RollupTable table) {
        for (String statement : tables.createAll(table)) {
            server.execute("creating " + table.name(), statement);
        }
    }

    private ClickHouseRollup kept(Entry entry, RollupDefinition definition, boolean isWanted) {
        if (entry.definition().isEmpty()) {
            throw new StorageException(Category.INTERNAL, "rollup " + entry.rollupName() + " is unreadable", null);
        }
        return new ClickHouseRollup(definition, entry, isWanted, list.months(entry.tablesName()), dialect);
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
