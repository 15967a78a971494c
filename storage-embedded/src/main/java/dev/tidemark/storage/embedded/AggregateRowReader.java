package dev.tidemark.storage.embedded;

import dev.tidemark.domain.event.FieldType;
import dev.tidemark.domain.query.Aggregate;
import dev.tidemark.domain.query.AggregateQuery;
import dev.tidemark.domain.query.Attribute;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.storage.AggregateRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the engine's rows into rows of the domain: position of the bucket, dimensions, aggregates. */
final class AggregateRowReader {

    private final AggregateQuery query;

    AggregateRowReader(AggregateQuery query) {
        this.query = query;
    }

    AggregateRow read(ResultSet row) throws SQLException {
        List<@Nullable Object> dimensions = new ArrayList<>(query.dimensions().size());
        int column = 2;
        for (Attribute dimension : query.dimensions()) {
            dimensions.add(dimension(dimension, column++, row));
        }
        List<@Nullable Object> values = new ArrayList<>(query.aggregates().size());
        for (Aggregate aggregate : query.aggregates()) {
            values.add(value(aggregate, column++, row));
        }
        return new AggregateRow(row.getInt(1), dimensions, values);
    }

    static @Nullable Object dimension(Attribute dimension, int column, ResultSet row) throws SQLException {
        if (dimension.type() == FieldType.INTEGER) {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
        return row.getString(column);
    }

    private static @Nullable Object value(Aggregate aggregate, int column, ResultSet row) throws SQLException {
        return switch (aggregate) {
            case Aggregate.Count() -> row.getLong(column);
            case Aggregate.ValueCount values -> row.getLong(column);
            case Aggregate.Unique unique -> row.getLong(column);
            case Aggregate.Sum(var attribute) -> number(attribute, column, row);
            case Aggregate.Minimum(var attribute) -> number(attribute, column, row);
            case Aggregate.Maximum(var attribute) -> number(attribute, column, row);
            case Aggregate.Bins bins -> histogram(row.getObject(column));
            case Aggregate.Filtered(var filtered, var filter) -> value(filtered, column, row);
        };
    }

    private static @Nullable Object number(Attribute attribute, int column, ResultSet row) throws SQLException {
        Object value = row.getObject(column);
        return switch (value) {
            case null -> null;
            case BigInteger whole -> new BigDecimal(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case BigDecimal decimal -> decimal;
            case Double real -> real;
            default ->
                throw new SQLException("a number of " + attribute.label() + " came as "
                        + value.getClass().getName() + ", expected a number");
        };
    }

    static Histogram histogram(@Nullable Object bins) {
        if (!(bins instanceof Map<?, ?> counts)) {
            return Histogram.EMPTY;
        }
        TreeMap<Integer, Long> sorted = new TreeMap<>();
        counts.forEach((bin, count) -> sorted.put((Integer) bin, ((Number) count).longValue()));
        return new Histogram(sorted);
    }
}
