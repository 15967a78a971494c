package dev.tidemark.storage.sql.postgresql;

import dev.tidemark.domain.query.Histogram;
import dev.tidemark.storage.sql.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The row that a result stands at. */
final class ResultSetRow implements Row {

    private static final Pattern BIN = Pattern.compile("\"(-?[0-9]+)\": ([0-9]+)");

    private final ResultSet result;

    ResultSetRow(ResultSet result) {
        this.result = result;
    }

    @Override
    public long number(int column) {
        return switch (value(column)) {
            case Number number -> number.longValue();
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    @Override
    public @Nullable Long whole(int column) {
        return value(column) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** Of a list the texts, with a NUL between them. */
    @Override
    public @Nullable String text(int column) {
        return switch (value(column)) {
            case null -> null;
            case Array texts -> String.join("\0", list(texts));
            case Object text -> text.toString();
        };
    }

    @Override
    public @Nullable Object decimalOrReal(int column) {
        return switch (value(column)) {
            case null -> null;
            case Double real -> real;
            case BigDecimal decimal -> decimal;
            case Number whole -> BigDecimal.valueOf(whole.longValue());
            default -> throw unexpected(column, "a number");
        };
    }

    @Override
    public BigInteger big(int column) {
        return switch (value(column)) {
            case BigDecimal decimal -> decimal.toBigIntegerExact();
            case Number whole -> BigInteger.valueOf(whole.longValue());
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    @Override
    public Histogram histogram(int column) {
        String bins = text(column);
        if (bins == null) {
            return Histogram.EMPTY;
        }
        TreeMap<Integer, Long> counts = new TreeMap<>();
        Matcher entries = BIN.matcher(bins);
        while (entries.find()) {
            counts.put(Integer.valueOf(entries.group(1)), Long.valueOf(entries.group(2)));
        }
        return new Histogram(counts);
    }

    @Override
    public List<String> texts(int column) {
        return switch (value(column)) {
            case Array texts -> list(texts);
            case null, default -> throw unexpected(column, "a list");
        };
    }

    private static List<String> list(Array texts) {
        try {
            return Arrays.asList((String[]) texts.getArray());
        } catch (SQLException e) {
            throw PostgreSqlErrors.whileReading("reading an answer", e);
        }
    }

    private @Nullable Object value(int column) {
        try {
            return result.getObject(column);
        } catch (SQLException e) {
            throw PostgreSqlErrors.whileReading("reading an answer", e);
        }
    }

    private IllegalStateException unexpected(int column, String expected) {
        return new IllegalStateException(
                "column " + column + " of an answer is " + value(column) + ", expected " + expected);
    }
}
