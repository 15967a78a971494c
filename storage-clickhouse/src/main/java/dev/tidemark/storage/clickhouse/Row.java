package dev.tidemark.storage.clickhouse;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.data_formats.internal.BinaryStreamReader;
import dev.tidemark.domain.query.Histogram;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The row that an answer stands at. Columns count from one. */
final class Row {

    private final ClickHouseBinaryFormatReader reader;

    Row(ClickHouseBinaryFormatReader reader) {
        this.reader = reader;
    }

    /** A whole number of any type. */
    long number(int column) {
        return switch (value(column)) {
            case Number number -> number.longValue();
            case Boolean truth -> truth ? 1 : 0;
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    int position(int column) {
        return Math.toIntExact(number(column));
    }

    /** A whole number, or null. */
    @Nullable
    Long whole(int column) {
        return value(column) == null ? null : (Long) number(column);
    }

    @Nullable
    String text(int column) {
        return (String) value(column);
    }

    String presentText(int column) {
        return switch (value(column)) {
            case String text -> text;
            case null, default -> throw unexpected(column, "a text");
        };
    }

    /** {@code BigDecimal} of whole numbers and decimals, {@code Double} of floats, or null. */
    @Nullable
    Object decimalOrReal(int column) {
        return switch (value(column)) {
            case null -> null;
            case Double real -> real;
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Number whole -> BigDecimal.valueOf(whole.longValue());
            default -> throw unexpected(column, "a number");
        };
    }

    BigInteger big(int column) {
        return switch (value(column)) {
            case BigInteger whole -> whole;
            case BigDecimal decimal -> decimal.toBigIntegerExact();
            case Number whole -> BigInteger.valueOf(whole.longValue());
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    Histogram histogram(int column) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        if (value(column) instanceof Map<?, ?> bins) {
            bins.forEach((bin, count) -> counts.put(((Number) bin).intValue(), ((Number) count).longValue()));
        }
        return counts.isEmpty() ? Histogram.EMPTY : new Histogram(counts);
    }

    List<String> texts(int column) {
        List<?> values =
                switch (value(column)) {
                    case BinaryStreamReader.ArrayValue array -> array.asList();
                    case List<?> list -> list;
                    case null, default -> throw unexpected(column, "a list");
                };
        List<String> texts = new ArrayList<>();
        values.forEach(text -> texts.add((String) text));
        return texts;
    }

    private @Nullable Object value(int column) {
        return reader.readValue(column);
    }

    private IllegalStateException unexpected(int column, String expected) {
        return new IllegalStateException(
                "column " + column + " of an answer is " + value(column) + ", expected " + expected);
    }
}
