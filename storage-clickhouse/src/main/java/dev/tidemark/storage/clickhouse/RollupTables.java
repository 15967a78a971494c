package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.KeptRollup;
import dev.tidemark.storage.sql.RollupTable;
import dev.tidemark.storage.sql.RollupTable.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The tables of rollups: rows of one key are merged by the engine, in the background. Beside what a rollup keeps, a row has the opening of the writer that its
 * events came by, which is part of the key, and the last of that opening's batches. So one can see whether a batch has been counted.
 */
final class RollupTables {

    static final String WRITER = "writer";

    /** The writer of rows that were filled in later. */
    static final long FILLED_IN = 0;

    private static final String FEED = "_feed";

    private static final Stamp OF_BATCH = new Stamp(
            WRITER,
            Fragment.of("toUInt32(bitShiftRight(" + EventsTable.BATCH + ", 32))"),
            EventsTable.BATCH,
            Fragment.of(EventsTable.BATCH));

    private static final Stamp OF_FILL = new Stamp(
            WRITER, Fragment.of("toUInt32(" + FILLED_IN + ")"), EventsTable.BATCH, Fragment.of("toUInt64(0)"));

    private final ClickHouseDialect dialect;
    private final Layout layout;

    RollupTables(ClickHouseDialect dialect, Layout layout) {
        this.dialect = dialect;
        this.layout = layout;
    }

    List<RollupTable> of(RollupDefinition stored) {
        return RollupTable.of(stored, dialect).toList();
    }

    /** The name of the view that adds to the table what passes through {@link Passage#FEED}. */
    static String view(RollupTable table) {
        return table.name() + FEED;
    }

    /** The table, its view, and where there is a cluster the table of all shards. */
    List<String> createAll(RollupTable table) {
        List<String> statements = new ArrayList<>(List.of(create(table), createView(table)));
        layout.createOfAllShards(table.name()).ifPresent(statements::add);
        return statements;
    }

    /** Everything that may be there of a table of this name, in the order in which it is to go. */
    static List<String> allOf(String table, Layout layout) {
        List<String> names = new ArrayList<>(List.of(table + FEED, table, RollupFill.aside(table)));
        if (layout.isReplicated()) {
            names.addFirst(Layout.ofAllShards(table));
        }
        return names;
    }

    /** As the server's catalogue spells them. */
    List<Column> columns(RollupTable table) {
        List<Column> plain = table.columns();
        RollupDefinition definition = table.definition();
        int firstAggregate = 2 + definition.dimensions().size();
        List<Column> columns = new ArrayList<>();
        columns.add(new Column(plain.get(0).name(), "LowCardinality(String)"));
        columns.add(plain.get(1));
        for (Column dimension : plain.subList(2, firstAggregate)) {
            columns.add(new Column(dimension.name(), "Nullable(" + dimension.type() + ")"));
        }
        columns.add(new Column(WRITER, "UInt32"));
        for (int i = 0; i < definition.aggregates().size(); i++) {
            columns.add(merging(
                    plain.get(firstAggregate + i), definition.aggregates().get(i)));
        }
        columns.add(new Column(EventsTable.BATCH, "SimpleAggregateFunction(max, UInt64)"));
        return columns;
    }

    String create(RollupTable table) {
        return create(table.name(), layout.onCluster(), layout.engine("AggregatingMergeTree"), table);
    }

    /** Another table of the same columns, on the server that is asked and no other. */
    String createAside(String name, RollupTable table) {
        return create(name, "", "AggregatingMergeTree", table);
    }

    private String create(String name, String onCluster, String engine, RollupTable table) {
        int keys = 3 + table.definition().dimensions().size();
        List<Column> columns = columns(table);
        return "CREATE TABLE IF NOT EXISTS " + dialect.quote(name) + onCluster + " (\n    "
                + columns.stream()
                        .map(column ->
                                dialect.quote(column.name()) + " " + column.type() + " CODEC(" + codec(column) + ")")
                        .collect(Collectors.joining(",\n    "))
                + "\n) ENGINE = " + engine + "\nPARTITION BY toYYYYMM(bucket)\nORDER BY ("
                + columns.subList(0, keys).stream()
                        .map(column -> dialect.quote(column.name()))
                        .collect(Collectors.joining(", "))
                + ")\nSETTINGS " + Tables.settings(layout.settings());
    }

    String createView(RollupTable table) {
        return "CREATE MATERIALIZED VIEW IF NOT EXISTS " + dialect.quote(view(table)) + layout.onCluster() + " TO "
                + dialect.quote(table.name()) + " AS\n"
                + Rendered.inlined(table.ofEvents(Passage.FEED, KeptRollup.ALL_TIME, OF_BATCH));
    }

    /**
     * Adds to the table what the batch has in the months.
     *
     * @param condition fails if another is to do so
     */
    Fragment insertBatch(RollupTable table, long batch, List<Long> months, Fragment condition) {
        return insert(
                table.name(), table, table.ofEvents(ofBatch(batch, months, condition), KeptRollup.ALL_TIME, OF_BATCH));
    }

    /** Adds to a table of the same columns what events of a range from before a batch give. */
    Fragment insertFilled(String name, RollupTable table, TimeRange range, long before) {
        String source = "(SELECT * FROM " + EventsTable.NAME + " WHERE " + EventsTable.BATCH + " < " + before + ")";
        return insert(name, table, table.ofEvents(source, range, OF_FILL));
    }

    private Fragment insert(String name, RollupTable table, Fragment rows) {
        String names = columns(table).stream()
                .map(column -> dialect.quote(column.name()))
                .collect(Collectors.joining(", "));
        return Fragment.of("INSERT INTO " + dialect.quote(name) + " (" + names + ")\n{}", rows);
    }

    private static String ofBatch(long batch, List<Long> months, Fragment condition) {
        return "(SELECT * FROM " + EventsTable.NAME + " WHERE " + EventsTable.BATCH + " = " + batch
                + " AND toYYYYMM(\"timestamp\") IN ("
                + months.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ") AND " + condition.text()
                + ")";
    }

    private static Column merging(Column plain, Aggregate aggregate) {
        String type =
                switch (aggregate) {
                    case Aggregate.Count() -> "sum, " + plain.type();
                    case Aggregate.ValueCount values -> "sum, " + plain.type();
                    case Aggregate.Sum sum -> "sum, Nullable(" + plain.type() + ")";
                    case Aggregate.Minimum minimum -> "min, Nullable(" + plain.type() + ")";
                    case Aggregate.Maximum maximum -> "max, Nullable(" + plain.type() + ")";
                    case Aggregate.Bins bins -> "sumMap, " + plain.type();
                    case Aggregate.Unique unique ->
                        throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
                    case Aggregate.Filtered filtered ->
                        throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
                };
        return new Column(plain.name(), "SimpleAggregateFunction(" + type + ")");
    }

    private static String codec(Column column) {
        return column.type().startsWith("DateTime64") ? "DoubleDelta, ZSTD(1)" : "ZSTD(1)";
    }
}
