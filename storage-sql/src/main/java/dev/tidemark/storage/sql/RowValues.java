package dev.tidemark.storage.sql;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.storage.AggregateRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes values of the domain of the columns of rows. */
final class RowValues {

    private RowValues() {}

    /** Of a row of {@link AggregateStatement}: position of the bucket, dimensions, aggregates. */
    static AggregateRow aggregateRow(AggregateQuery query, Row row) {
        int firstAggregate = 2 + query.dimensions().size();
        List<@Nullable Object> values = new ArrayList<>(query.aggregates().size());
        for (int i = 0; i < query.aggregates().size(); i++) {
            values.add(aggregate(query.aggregates().get(i), firstAggregate + i, row));
        }
        return new AggregateRow(row.position(1), dimensions(query.dimensions(), 2, row), values);
    }

    /** Of as many columns as there are dimensions. */
    static List<@Nullable Object> dimensions(List<Attribute> dimensions, int firstColumn, Row row) {
        List<@Nullable Object> values = new ArrayList<>(dimensions.size());
        for (int i = 0; i < dimensions.size(); i++) {
            values.add(dimension(dimensions.get(i), firstColumn + i, row));
        }
        return values;
    }

    static @Nullable Object dimension(Attribute dimension, int column, Row row) {
        return dimension.type() == FieldType.INTEGER ? row.whole(column) : row.text(column);
    }

    private static @Nullable Object aggregate(Aggregate aggregate, int column, Row row) {
        return switch (aggregate.unfiltered()) {
            case Aggregate.Count() -> row.number(column);
            case Aggregate.ValueCount values -> row.number(column);
            case Aggregate.Unique unique -> row.number(column);
            case Aggregate.Sum sum -> row.decimalOrReal(column);
            case Aggregate.Minimum minimum -> row.decimalOrReal(column);
            case Aggregate.Maximum maximum -> row.decimalOrReal(column);
            case Aggregate.Bins bins -> row.histogram(column);
            case Aggregate.Filtered filtered -> throw new IllegalArgumentException(filtered + " is filtered twice");
        };
    }
}
