package dev.tidemark.storage.timescale;

import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.Granularity;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupShelf;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.postgresql.Statements;
import dev.tidemark.storage.sql.postgresql.Tables;
import dev.tidemark.storage.sql.postgresql.rollup.ActivitySketches;
import dev.tidemark.storage.sql.postgresql.rollup.Sketch;
import dev.tidemark.storage.sql.postgresql.rollup.Sketches;
import dev.tidemark.storage.timescale.AggregateList.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rollups of continuous aggregates that the database has, see {@link AggregateList}, as a connection sees them. */
record AggregateCatalog(Connection connection, Dialect dialect, Duration lag)
        implements RollupShelf<Entry, AggregatedRollup, SQLException> {

    private static final Sketches SKETCHES = new ActivitySketches();

    @Override
    public List<Entry> entries() throws SQLException {
        return AggregateList.entries(connection);
    }

    @Override
    public AggregatedRollup open(Entry entry, RollupDefinition definition) {
        return new AggregatedRollup(definition, entry, true, dialect);
    }

    @Override
    public AggregatedRollup predecessor(Entry entry, RollupDefinition definition) {
        return new AggregatedRollup(definition, entry, false, dialect);
    }

    /** What is there was made by this version or one whose definition was the same text: so only its presence is looked at. */
    @Override
    public Optional<String> lacking(AggregatedRollup rollup) throws SQLException {
        List<Sketch> sketches = SKETCHES.of(rollup.definition(), connection);
        for (RollupTable table : rollup.tables()) {
            List<String> expected = table.columns().stream().map(Column::name).toList();
            List<String> found =
                    new ArrayList<>(Tables.columns(table.name(), connection).keySet());
            sketches.forEach(sketch -> found.remove(sketch.column()));
            if (!found.equals(expected)) {
                return Optional.of("continuous aggregate " + table.name());
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isWhole(AggregatedRollup rollup) throws SQLException {
        return lacking(rollup).isEmpty();
    }

    /** With aggregates of its own; what stands under their names is of no rollup that is known. */
    @Override
    public AggregatedRollup make(RollupDefinition definition, String tablesName) throws SQLException {
        drop(tablesName);
        AggregatedRollup rollup = open(AggregateList.add(definition, tablesName, lag, connection), definition);
        for (ContinuousAggregate aggregate : rollup.aggregates()) {
            for (String statement : aggregate.creation(SKETCHES.of(definition, connection))) {
                Statements.execute(connection, statement);
            }
        }
        return rollup;
    }

    @Override
    public void drop(Entry entry) throws SQLException {
        drop(entry.tablesName());
    }

    /** Removes a rollup with its aggregates, the widest first, which are made of the others. */
    void drop(String tablesName) throws SQLException {
        AggregateList.remove(tablesName, connection);
        for (Granularity granularity : List.of(Granularity.values()).reversed()) {
            if (granularity.isStorable()) {
                Statements.execute(
                        connection,
                        "DROP MATERIALIZED VIEW IF EXISTS " + dialect.quote(RollupTable.name(tablesName, granularity)));
            }
        }
    }
}
