package dev.tidemark.storage.embedded;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link BatchFunction}: how the engine reads it off rows in memory. A null of a row is a null of the column.
 *
 * @param <R> the rows
 */
record BatchColumn<R>(String name, Declaration declaration, Filling<R> filling) {

    static <R> BatchColumn<R> text(String name, Function<R, @Nullable String> read) {
        return new BatchColumn<>(name, plain(DuckDBColumnType.VARCHAR), (vector, rows) -> {
            @Nullable String[] values = new @Nullable String[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = read.apply(rows.get(row));
            }
            vector.setStrings(0, values);
        });
    }

    static <R> BatchColumn<R> whole(String name, Function<R, @Nullable Long> read) {
        return new BatchColumn<>(name, plain(DuckDBColumnType.BIGINT), each(read, DuckDBWritableVector::setLong));
    }

    static <R> BatchColumn<R> huge(String name, Function<R, @Nullable BigInteger> read) {
        return new BatchColumn<>(name, plain(DuckDBColumnType.HUGEINT), each(read, DuckDBWritableVector::setHugeInt));
    }

    static <R> BatchColumn<R> real(String name, Function<R, @Nullable Double> read) {
        return new BatchColumn<>(name, plain(DuckDBColumnType.DOUBLE), each(read, DuckDBWritableVector::setDouble));
    }

    static <R> BatchColumn<R> decimal(String name, int precision, int scale, Function<R, @Nullable BigDecimal> read) {
        return new BatchColumn<>(
                name,
                (info, column) -> declareDecimal(info, column, precision, scale),
                each(read, DuckDBWritableVector::setBigDecimal));
    }

    /** @param read milliseconds since 1970 */
    @SuppressWarnings("JavaUtilDate") // the only moment that the driver takes without calendar arithmetic
    static <R> BatchColumn<R> moment(String name, Function<R, @Nullable Long> read) {
        return new BatchColumn<>(
                name,
                plain(DuckDBColumnType.TIMESTAMP_MS),
                each(read, (vector, row, millis) -> vector.setTimestamp(row, new Date(millis))));
    }

    void declareTo(DuckDBTableFunctionBindInfo info) {
        declaration.to(info, name);
    }

    /** Writes the column of some rows, from the vector's first on. */
    void fill(DuckDBWritableVector vector, List<R> rows) {
        filling.fill(vector, rows);
    }

    private static <R, V> Filling<R> each(Function<R, @Nullable V> read, Cell<V> cell) {
        return (vector, rows) -> {
            for (int row = 0; row < rows.size(); row++) {
                V value = read.apply(rows.get(row));
                if (value == null) {
                    vector.setNull(row);
                } else {
                    cell.set(vector, row, value);
                }
            }
        };
    }

    private static Declaration plain(DuckDBColumnType type) {
        return (info, name) -> info.addResultColumn(name, type);
    }

    private static void declareDecimal(DuckDBTableFunctionBindInfo info, String name, int precision, int scale) {
        try (DuckDBLogicalType type = DuckDBLogicalType.decimal(precision, scale)) {
            info.addResultColumn(name, type);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine has no decimal of " + precision + " digits", e);
        }
    }

    /** Tells the engine the column's type. */
    @FunctionalInterface
    interface Declaration {
        void to(DuckDBTableFunctionBindInfo info, String name);
    }

    @FunctionalInterface
    interface Filling<R> {
        void fill(DuckDBWritableVector vector, List<R> rows);
    }

    @FunctionalInterface
    private interface Cell<V> {
        void set(DuckDBWritableVector vector, long row, V value);
    }
}
