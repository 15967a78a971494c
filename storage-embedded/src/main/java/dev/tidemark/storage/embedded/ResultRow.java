package dev.tidemark.storage.embedded;

import dev.tidemark.domain.query.Histogram;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.storage.sql.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The row that a result stands at. */
final class ResultRow implements Row {

    private final ResultSet result;

    ResultRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public long number(int column) {
        try {
            return result.getLong(column);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable Long whole(int column) {
        return value(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    @Override
    public @Nullable String text(int column) {
        try {
            return result.getString(column);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    @Override
    public @Nullable Object decimalOrReal(int column) {
        Object value = value(column);
        return switch (value) {
            case null -> null;
            case BigInteger whole -> new BigDecimal(whole);
            case Long whole -> BigDecimal.valueOf(whole);
            case BigDecimal decimal -> decimal;
            case Double real -> real;
            default -> throw unexpected(column, value, "a number");
        };
    }

    @Override
    public BigInteger big(int column) {
        Object value = value(column);
        return switch (value) {
            case BigInteger whole -> whole;
            case BigDecimal decimal -> decimal.toBigIntegerExact();
            case Long whole -> BigInteger.valueOf(whole);
            case Integer whole -> BigInteger.valueOf(whole);
            case null, default -> throw unexpected(column, value, "a whole number");
        };
    }

    @Override
    public Histogram histogram(int column) {
        if (!(value(column) instanceof Map<?, ?> counts)) {
            return Histogram.EMPTY;
        }
        TreeMap<Integer, Long> sorted = new TreeMap<>();
        counts.forEach((bin, count) -> sorted.put((Integer) bin, ((Number) count).longValue()));
        return new Histogram(sorted);
    }

    @Override
    public List<String> texts(int column) {
        List<String> texts = new ArrayList<>();
        try {
            for (Object text : (Object[]) result.getArray(column).getArray()) {
                texts.add((String) text);
            }
        } catch (SQLException e) {
            throw unreadable(e);
        }
        return texts;
    }

    private @Nullable Object value(int column) {
        try {
            return result.getObject(column);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static StorageException unreadable(SQLException error) {
        return EmbeddedErrors.whileReading("reading an answer", error);
    }

    private static IllegalStateException unexpected(int column, @Nullable Object value, String expected) {
        return new IllegalStateException("column " + column + " of an answer is " + value + ", expected " + expected);
    }
}
