package dev.tidemark.storage.clickhouse;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.storage.AggregateRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the server's rows into rows of the domain: position of the bucket, dimensions, aggregates. */
final class AggregateRowReader {

    private final AggregateQuery query;

    AggregateRowReader(AggregateQuery query) {
        this.query = query;
    }

    AggregateRow read(Row row) {
        List<@Nullable Object> dimensions = new ArrayList<>(query.dimensions().size());
        int column = 2;
        for (Attribute dimension : query.dimensions()) {
            dimensions.add(dimension(dimension, column++, row));
        }
        List<@Nullable Object> values = new ArrayList<>(query.aggregates().size());
        for (Aggregate aggregate : query.aggregates()) {
            values.add(value(aggregate, column++, row));
        }
        return new AggregateRow(row.position(1), dimensions, values);
    }

    static @Nullable Object dimension(Attribute dimension, int column, Row row) {
        return dimension.type() == FieldType.INTEGER ? row.whole(column) : row.text(column);
    }

    private static @Nullable Object value(Aggregate aggregate, int column, Row row) {
        return switch (aggregate) {
            case Aggregate.Count() -> row.number(column);
            case Aggregate.ValueCount values -> row.number(column);
            case Aggregate.Unique unique -> row.number(column);
            case Aggregate.Sum sum -> row.decimalOrReal(column);
            case Aggregate.Minimum minimum -> row.decimalOrReal(column);
            case Aggregate.Maximum maximum -> row.decimalOrReal(column);
            case Aggregate.Bins bins -> row.histogram(column);
            case Aggregate.Filtered(var filtered, var filter) -> value(filtered, column, row);
        };
    }
}
