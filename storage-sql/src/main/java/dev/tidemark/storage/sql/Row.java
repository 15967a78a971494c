package dev.tidemark.storage.sql;

import dev.tidemark.domain.query.Histogram;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row of an answer that is looked at; valid until the next one. Columns count from one. Every method may throw what the store throws of a value that is not what
 * was asked for.
 */
public interface Row {

    /** A whole number that is there. */
    long number(int column);

    /** A whole number that is there and counts buckets or the like. */
    default int position(int column) {
        return Math.toIntExact(number(column));
    }

    /** A whole number, or null. */
    @Nullable
    Long whole(int column);

    /** A text, or null. */
    @Nullable
    String text(int column);

    /** {@code BigDecimal} of whole numbers and decimals, {@code Double} of floats, or null. */
    @Nullable
    Object decimalOrReal(int column);

    /** A whole number of any size. */
    BigInteger big(int column);

    /** A value of {@link Dialect#binsType()}; without entries where there is none. */
    Histogram histogram(int column);

    /** What {@link Dialect#list} makes. */
    List<String> texts(int column);
}
