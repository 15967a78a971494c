package dev.tidemark.storage.sql.postgresql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * Rows in the binary format of {@code COPY}: a header, each row with the number of its values, each value with its length before it, a trailer; numbers big-endian, and
 * each type as its function for receiving reads it.
 *
 * @see <a href="https://www.postgresql.org/docs/15/sql-copy.html">COPY, file formats</a>
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final long MILLIS_TO_2000 =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();
    private static final int ABSENT = -1;

    /** Of {@code numeric}: a digit is one of ten thousand. */
    private static final int DIGITS = 4;

    private static final long BASE = 10_000;
    private static final int NEGATIVE = 0x4000;
    private static final int JSONB_VERSION = 1;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    BinaryCopy() {
        put(SIGNATURE);
        int32(0); // flags
        int32(0); // length of what else the header has
    }

    /** Begins a row. */
    void row(int values) {
        int16(values);
    }

    void absent() {
        int32(ABSENT);
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        int32(encoded.length);
        put(encoded);
    }

    void int64(long value) {
        int32(Long.BYTES);
        put64(value);
    }

    void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    void timestamp(Instant value) {
        int64((value.toEpochMilli() - MILLIS_TO_2000) * 1000);
    }

    void uuid(UUID value) {
        int32(2 * Long.BYTES);
        put64(value.getMostSignificantBits());
        put64(value.getLeastSignificantBits());
    }

    /** @param value of a scale of four: so its last digit of ten thousand is what is behind the point */
    void numeric(BigDecimal value) {
        if (value.scale() != DIGITS) {
            throw new IllegalArgumentException(value + " has the scale " + value.scale() + ", expected " + DIGITS);
        }
        short[] digits = digits(value.unscaledValue().abs());
        int first = 0;
        while (first < digits.length && digits[first] == 0) {
            first++;
        }
        int count = digits.length - first;
        int32(4 * Short.BYTES + count * Short.BYTES);
        int16(count);
        int16(count - 2); // the weight of the first digit: the last one's is -1
        int16(value.signum() < 0 ? NEGATIVE : 0);
        int16(DIGITS);
        for (int i = first; i < digits.length; i++) {
            int16(digits[i]);
        }
    }

    private static short[] digits(BigInteger magnitude) {
        long rest = magnitude.longValueExact();
        short[] digits = new short[5]; // of 18 digits or fewer
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (short) (rest % BASE);
            rest /= BASE;
        }
        return digits;
    }

    /** An object of texts, as {@code jsonb}. */
    void json(Map<String, String> members) {
        int length = size;
        int32(0);
        put(JSONB_VERSION);
        char before = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            put(before);
            before = ',';
            quoted(member.getKey());
            put(':');
            quoted(member.getValue());
        }
        if (members.isEmpty()) {
            put(before);
        }
        put('}');
        int end = size;
        size = length;
        int32(end - length - Integer.BYTES);
        size = end;
    }

    private void quoted(String text) {
        put('"');
        int plain = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                put(text.substring(plain, i).getBytes(StandardCharsets.UTF_8));
                escaped(c);
                plain = i + 1;
            }
        }
        put(text.substring(plain).getBytes(StandardCharsets.UTF_8));
        put('"');
    }

    private void escaped(char c) {
        put('\\');
        if (c < ' ') {
            put("u%04x".formatted((int) c).getBytes(StandardCharsets.US_ASCII));
        } else {
            put(c);
        }
    }

    /** Everything, with the trailer. Nothing is added afterwards. */
    byte[] finished() {
        int16(-1);
        return Arrays.copyOf(bytes, size);
    }

    private void int16(int value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    private void int32(int value) {
        ensure(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void put64(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void put(byte[] some) {
        ensure(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
