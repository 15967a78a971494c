package dev.tidemark.storage.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Rows in ClickHouse's format {@code RowBinary}: value after value, numbers little-endian, texts with their length before them. */
final class RowBinary {

    private byte[] bytes = new byte[1 << 16];
    private int size;

    void absent() {
        put(1);
    }

    void present() {
        put(0);
    }

    void int64(long value) {
        ensure(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    /** Of a scale that the column has, and at most 18 digits. */
    void decimal64(BigDecimal value) {
        int64(value.unscaledValue().longValueExact());
    }

    void uuid(UUID value) {
        int64(value.getMostSignificantBits());
        int64(value.getLeastSignificantBits());
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        length(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    /** Of a text or of a map. */
    void length(int length) {
        int left = length;
        while (left >= 0x80) {
            put((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        put(left);
    }

    void writeTo(OutputStream out) throws IOException {
        try (out) {
            out.write(bytes, 0, size);
        }
    }

    /** The inverse of {@link #text}. */
    static String readText(InputStream in) throws IOException {
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.read();
            length |= (next & 0x7f) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** The inverse of {@link #int64}. */
    static long readInt64(InputStream in) throws IOException {
        byte[] read = in.readNBytes(Long.BYTES);
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = (value << 8) | (read[i] & 0xff);
        }
        return value;
    }

    private void put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
