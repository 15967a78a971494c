package dev.tidemark.storage.sql.postgresql.rollup;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.time.TimeRange;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.Fragment;
import dev.tidemark.storage.sql.RollupTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a rollup with a row for each bucket and combination of dimensions, found by a key of fixed size: an index cannot hold the texts themselves, which may be longer than its
 * pages. The key is the first half of the SHA-256 of the dimensions; that two combinations of one tenant and bucket have the same is as good as impossible, also for somebody who tries.
 */
record FollowingTable(RollupTable table, List<Sketch> sketches, Dialect dialect) {

    static final String GROUP_KEY = "group_key";
    private static final String EVENTS = "(SELECT * FROM events WHERE batch > {} AND batch <= {}) AS window_of_events";

    String name() {
        return table.name();
    }

    /** As the server's catalogue spells them. */
    List<Column> columns() {
        List<Column> columns = new ArrayList<>(table.columns());
        sketches.forEach(sketch -> columns.add(sketch.asColumn()));
        columns.add(new Column(GROUP_KEY, "bytea"));
        return columns;
    }

    String create() {
        return "CREATE TABLE " + quote(name()) + " (\n    "
                + columns().stream().map(this::definition).collect(joining(",\n    "))
                + ",\n    PRIMARY KEY (" + key() + ")\n) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)";
    }

    /** Adds the events of these batches to what is there; the first is not among them, the last is. */
    Fragment add(long after, long upTo, TimeRange range) {
        String names = names(columns().subList(0, columns().size() - 1));
        return Fragment.of(
                "INSERT INTO " + quote(name()) + " AS kept (" + names + ", " + GROUP_KEY + ")\nSELECT " + names + ", "
                        + hash() + "\nFROM (\n{}\n) AS added (" + names + ")\nON CONFLICT (" + key()
                        + ") DO UPDATE SET\n    "
                        + merges(),
                table.ofEvents(
                        Fragment.of(EVENTS, Fragment.value(after), Fragment.value(upTo)),
                        range,
                        sketches.stream().map(Sketch::overEvents).toList()));
    }

    private String hash() {
        return "substring(sha256(convert_to(ROW(" + names(dimensions()) + ")::text, 'UTF8')) FROM 1 FOR 16)";
    }

    private String merges() {
        List<Aggregate> aggregates = table.definition().aggregates();
        List<Column> columns = table.columns();
        int first = columns.size() - aggregates.size();
        List<String> merges = new ArrayList<>();
        for (int i = 0; i < aggregates.size(); i++) {
            String name = quote(columns.get(first + i).name());
            merges.add(name + " = " + merged(aggregates.get(i), "kept." + name, "EXCLUDED." + name));
        }
        for (Sketch sketch : sketches) {
            String name = quote(sketch.column());
            merges.add(name + " = " + sketch.merged("kept." + name, "EXCLUDED." + name));
        }
        return String.join(",\n    ", merges);
    }

    private static String merged(Aggregate aggregate, String kept, String added) {
        return switch (aggregate) {
            case Aggregate.Count() -> kept + " + " + added;
            case Aggregate.ValueCount values -> kept + " + " + added;
            case Aggregate.Sum sum -> "coalesce(" + kept + " + " + added + ", " + kept + ", " + added + ")";
            case Aggregate.Minimum minimum -> "least(" + kept + ", " + added + ")";
            case Aggregate.Maximum maximum -> "greatest(" + kept + ", " + added + ")";
            case Aggregate.Bins bins -> "tidemark_merged_bins(ARRAY[" + kept + ", " + added + "])";
            case Aggregate.Unique unique -> throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        };
    }

    private List<Column> dimensions() {
        return table.columns().subList(2, 2 + table.definition().dimensions().size());
    }

    private String key() {
        return names(table.columns().subList(0, 2)) + ", " + GROUP_KEY;
    }

    private String definition(Column column) {
        boolean key = column.name().equals(GROUP_KEY) || columns().indexOf(column) < 2;
        return quote(column.name()) + " " + column.type() + (key ? " NOT NULL" : "");
    }

    private String names(List<Column> columns) {
        return columns.stream().map(Column::name).map(dialect::quote).collect(joining(", "));
    }

    private String quote(String name) {
        return dialect.quote(name);
    }
}
