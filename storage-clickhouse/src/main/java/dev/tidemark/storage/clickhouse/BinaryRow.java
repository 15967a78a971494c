package dev.tidemark.storage.clickhouse;

import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.data_formats.internal.BinaryStreamReader;
import dev.tidemark.domain.query.Histogram;
import dev.tidemark.storage.sql.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The row that an answer of the server stands at. */
final class BinaryRow implements Row {

    private final ClickHouseBinaryFormatReader reader;

    BinaryRow(ClickHouseBinaryFormatReader reader) {
        this.reader = reader;
    }

    @Override
    public long number(int column) {
        return switch (value(column)) {
            case Number number -> number.longValue();
            case Boolean truth -> truth ? 1 : 0;
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    @Override
    public @Nullable Long whole(int column) {
        return value(column) == null ? null : (Long) number(column);
    }

    @Override
    public @Nullable String text(int column) {
        return (String) value(column);
    }

    String presentText(int column) {
        return switch (value(column)) {
            case String text -> text;
            case null, default -> throw unexpected(column, "a text");
        };
    }

    @Override
    public @Nullable Object decimalOrReal(int column) {
        return switch (value(column)) {
            case null -> null;
            case Double real -> real;
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Number whole -> BigDecimal.valueOf(whole.longValue());
            default -> throw unexpected(column, "a number");
        };
    }

    @Override
    public BigInteger big(int column) {
        return switch (value(column)) {
            case BigInteger whole -> whole;
            case BigDecimal decimal -> decimal.toBigIntegerExact();
            case Number whole -> BigInteger.valueOf(whole.longValue());
            case null, default -> throw unexpected(column, "a whole number");
        };
    }

    @Override
    public Histogram histogram(int column) {
        TreeMap<Integer, Long> counts = new TreeMap<>();
        if (value(column) instanceof Map<?, ?> bins) {
            bins.forEach((bin, count) -> counts.put(((Number) bin).intValue(), ((Number) count).longValue()));
        }
        return counts.isEmpty() ? Histogram.EMPTY : new Histogram(counts);
    }

    @Override
    public List<String> texts(int column) {
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
