package dev.tidemark.ingestion.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Writes the parts of a record. Numbers are in groups of seven bits, the lowest first, each but the last with its high bit set; signed ones in zigzag
 * order. A short text that occurred before is written as its number among those.
 */
final class RecordOutput {
    static final int NEW_SHORT_TEXT = 0;
    static final int LONG_TEXT = 1;
    static final int FIRST_KNOWN_TEXT = 2;
    static final int SHORT_TEXT_LENGTH = 64;
    static final int KNOWN_TEXTS = 1 << 16;
    private static final int LONGEST_NUMBER = 10;

    private final Map<String, Integer> known = new HashMap<>();
    private byte[] bytes = new byte[1024];
    private int size;

    void putByte(int value) {
        makeRoom(1);
        bytes[size++] = (byte) value;
    }

    void putNumber(long value) {
        makeRoom(LONGEST_NUMBER);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void putSigned(long value) {
        putNumber((value << 1) ^ (value >> 63));
    }

    void putFixed(long value) {
        makeRoom(Long.BYTES);
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void putId(UUID id) {
        putFixed(id.getMostSignificantBits());
        putFixed(id.getLeastSignificantBits());
    }

    void putText(String text) {
        if (text.length() > SHORT_TEXT_LENGTH) {
            putNumber(LONG_TEXT);
            putContent(text);
            return;
        }
        Integer number = known.get(text);
        if (number != null) {
            putNumber(FIRST_KNOWN_TEXT + number);
            return;
        }
        if (known.size() < KNOWN_TEXTS) {
            known.put(text, known.size());
        }
        putNumber(NEW_SHORT_TEXT);
        putContent(text);
    }

    private void putContent(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        putNumber(content.length);
        makeRoom(content.length);
        System.arraycopy(content, 0, bytes, size, content.length);
        size += content.length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void makeRoom(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), 2 * bytes.length));
        }
    }
}
