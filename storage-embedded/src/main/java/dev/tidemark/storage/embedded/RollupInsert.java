package dev.tidemark.storage.embedded;

import static java.util.stream.Collectors.joining;

import dev.tidemark.domain.event.FieldLimits;
import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.rollup.RollupDefinition;
import dev.tidemark.storage.sql.Column;
import dev.tidemark.storage.sql.Dialect;
import dev.tidemark.storage.sql.RollupTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How groups of a batch get into the table of a rollup at one granularity. */
final class RollupInsert {

    private static final String BIN_NUMBERS = "_numbers";
    private static final String BIN_COUNTS = "_counts";
    private static final int WIDEST_DECIMAL = 38;

    private final RollupTable table;
    private final Dialect dialect;
    private final List<BatchColumn<BatchGroup>> batchColumns = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final BatchFunction<BatchGroup> function;

    RollupInsert(RollupTable table, Dialect dialect) {
        this.table = table;
        this.dialect = dialect;
        List<Column> columns = table.columns();
        RollupDefinition definition = table.definition();
        add(BatchColumn.text(columns.get(0).name(), BatchGroup::tenant));
        add(BatchColumn.moment(columns.get(1).name(), BatchGroup::bucket));
        int column = 2;
        for (int i = 0; i < definition.dimensions().size(); i++) {
            addDimension(columns.get(column++).name(), definition.dimensions().get(i), i);
        }
        for (int i = 0; i < definition.aggregates().size(); i++) {
            addAggregate(columns.get(column++).name(), definition.aggregates().get(i), i);
        }
        this.function = new BatchFunction<>("batch_of_" + table.name(), batchColumns);
    }

    RollupTable table() {
        return table;
    }

    /** What {@link #statement} reads from. */
    BatchFunction<BatchGroup> function() {
        return function;
    }

    /** Adds the groups that the function offers. */
    String statement() {
        return "INSERT INTO " + dialect.quote(table.name()) + " ("
                + table.columns().stream().map(Column::name).map(dialect::quote).collect(joining(", ")) + ")\nSELECT "
                + String.join(", ", selected) + "\nFROM " + function.name() + "()";
    }

    private void addDimension(String name, Attribute dimension, int position) {
        add(
                dimension.type() == FieldType.INTEGER
                        ? BatchColumn.whole(name, group -> (Long) group.dimension(position))
                        : BatchColumn.text(name, group -> (String) group.dimension(position)));
    }

    private void addAggregate(String name, Aggregate aggregate, int position) {
        switch (aggregate) {
            case Aggregate.Count() -> addCount(name, position);
            case Aggregate.ValueCount values -> addCount(name, position);
            case Aggregate.Sum(var attribute) -> addSum(name, attribute.type(), position);
            case Aggregate.Minimum(var attribute) -> addValue(name, attribute.type(), position);
            case Aggregate.Maximum(var attribute) -> addValue(name, attribute.type(), position);
            case Aggregate.Bins bins -> addBins(name, position);
            case Aggregate.Unique unique -> throw new IllegalArgumentException(unique + " cannot be kept in a rollup");
            case Aggregate.Filtered filtered ->
                throw new IllegalArgumentException(filtered + " cannot be kept in a rollup");
        }
    }

    private void addCount(String name, int position) {
        add(BatchColumn.whole(name, group -> (Long) group.aggregate(position)));
    }

    private void addSum(String name, FieldType type, int position) {
        add(
                switch (type) {
                    case INTEGER -> BatchColumn.huge(name, group -> whole(group.aggregate(position)));
                    case DECIMAL -> decimal(name, WIDEST_DECIMAL, position);
                    default -> BatchColumn.real(name, group -> (Double) group.aggregate(position));
                });
    }

    private void addValue(String name, FieldType type, int position) {
        add(
                switch (type) {
                    case INTEGER -> BatchColumn.whole(name, group -> asLong(group.aggregate(position)));
                    case DECIMAL -> decimal(name, FieldLimits.DECIMAL_PRECISION, position);
                    default -> BatchColumn.real(name, group -> (Double) group.aggregate(position));
                });
    }

    /** Functions cannot return maps: bins come as two texts. */
    private void addBins(String name, int position) {
        batchColumns.add(BatchColumn.text(
                name + BIN_NUMBERS,
                group -> listed(
                        group.aggregate(position), entry -> entry.getKey().toString())));
        batchColumns.add(BatchColumn.text(
                name + BIN_COUNTS,
                group -> listed(
                        group.aggregate(position), entry -> entry.getValue().toString())));
        selected.add("CASE WHEN " + name + BIN_NUMBERS + " IS NOT NULL THEN map(string_split(" + name + BIN_NUMBERS
                + ", ',')::INTEGER[], string_split(" + name + BIN_COUNTS + ", ',')::UBIGINT[]) END");
    }

    private void add(BatchColumn<BatchGroup> column) {
        batchColumns.add(column);
        selected.add(dialect.quote(column.name()));
    }

    private static BatchColumn<BatchGroup> decimal(String name, int precision, int position) {
        return BatchColumn.decimal(
                name, precision, FieldLimits.DECIMAL_SCALE, group -> (BigDecimal) group.aggregate(position));
    }

    private static @Nullable BigInteger whole(@Nullable Object number) {
        return number == null ? null : ((BigDecimal) number).toBigIntegerExact();
    }

    private static @Nullable Long asLong(@Nullable Object number) {
        return number == null ? null : ((BigDecimal) number).longValueExact();
    }

    private static @Nullable String listed(@Nullable Object bins, Function<Map.Entry<?, ?>, String> part) {
        return bins == null
                ? null
                : ((Map<?, ?>) bins).entrySet().stream().map(part).collect(joining(","));
    }
}
