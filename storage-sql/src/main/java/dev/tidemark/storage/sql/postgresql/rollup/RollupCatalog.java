package dev.tidemark.storage.sql.postgresql.rollup;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.ColumnComparison;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupShelf;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import dev.tidemark.storage.sql.postgresql.rollup.RollupList.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rollups that the database has, see {@link RollupList}, as a connection sees them.
 *
 * @param sketches for new tables
 * @param since of the time before this, events may have been deleted
 */
record RollupCatalog(Connection connection, Dialect dialect, Placement placement, Sketches sketches, Instant since)
        implements RollupShelf<Entry, FollowingRollup, SQLException> {

    /** Of the parts of the table of events and the table itself: what the server last counted. */
    private static final String ESTIMATE = """
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)::bigint
            FROM pg_class AS c
            WHERE c.oid = to_regclass('events')
               OR c.oid IN (SELECT i.inhrelid FROM pg_inherits AS i WHERE i.inhparent = to_regclass('events'))""";

    @Override
    public List<Entry> entries() throws SQLException {
        return RollupList.entries(connection);
    }

    @Override
    public FollowingRollup open(Entry entry, RollupDefinition definition) throws SQLException {
        return new FollowingRollup(definition, entry, true, found(entry.tablesName(), definition), dialect);
    }

    @Override
    public FollowingRollup predecessor(Entry entry, RollupDefinition definition) throws SQLException {
        return new FollowingRollup(definition, entry, false, found(entry.tablesName(), definition), dialect);
    }

    /** Those that all the tables have which are there. */
    private List<Sketch> found(String tablesName, RollupDefinition definition) throws SQLException {
        List<Sketch> found = new ArrayList<>(sketches.of(definition, connection));
        for (Granularity granularity : definition.granularities()) {
            Map<String, String> columns = Tables.columns(RollupTable.name(tablesName, granularity), connection);
            found.removeIf(sketch -> !columns.isEmpty() && !columns.containsKey(sketch.column()));
        }
        return found;
    }

    @Override
    public Optional<String> lacking(FollowingRollup rollup) throws SQLException {
        for (FollowingTable table : rollup.following()) {
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
    public boolean isWhole(FollowingRollup rollup) throws SQLException {
        boolean whole = true;
        for (FollowingTable table : rollup.following()) {
            whole &= ColumnComparison.areSame(table.columns(), Tables.columns(table.name(), connection));
        }
        return whole;
    }

    /** With tables of its own; what stands under their names is of no rollup that is known. */
    @Override
    public FollowingRollup make(RollupDefinition definition, String tablesName) throws SQLException {
        drop(tablesName);
        for (RollupTable plain :
                RollupTable.of(definition.named(tablesName), dialect).toList()) {
            FollowingTable table = new FollowingTable(plain, sketches.of(definition, connection), dialect);
            Statements.execute(connection, table.create());
            placement.place(table.name(), connection);
        }
        long events =
                Statements.rows(connection, ESTIMATE, row -> row.getLong(1)).getFirst();
        return open(RollupList.add(definition, tablesName, events, since, connection), definition);
    }

    @Override
    public void drop(Entry entry) throws SQLException {
        drop(entry.tablesName());
    }

    /** Removes a rollup with its tables. */
    void drop(String tablesName) throws SQLException {
        RollupList.remove(tablesName, connection);
        for (Granularity granularity : Granularity.values()) {
            if (granularity.isStorable()) {
                Statements.execute(
                        connection, "DROP TABLE IF EXISTS " + dialect.quote(RollupTable.name(tablesName, granularity)));
            }
        }
    }
}
