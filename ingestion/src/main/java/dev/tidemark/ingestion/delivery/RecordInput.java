package dev.tidemark.ingestion.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what {@link RecordOutput} wrote. */
final class RecordInput {
    private final byte[] bytes;
    private final RecentTexts recent;
    private final List<String> known = new ArrayList<>();
    private int at;

    RecordInput(byte[] bytes, RecentTexts recent) {
        this.bytes = bytes;
        this.recent = recent;
    }

    int getByte() {
        if (at >= bytes.length) {
            throw new UnreadableRecordException("it ends at byte " + at + " in the midst of a value");
        }
        return bytes[at++] & 0xFF;
    }

    long getNumber() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = getByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new UnreadableRecordException("the number before byte " + at + " has no end");
    }

    long getSigned() {
        long value = getNumber();
        return (value >>> 1) ^ -(value & 1);
    }

    /** How many of something follow, each of which takes a byte at least. */
    int getCount() {
        long count = getNumber();
        if (count < 0 || count > bytes.length - at) {
            throw new UnreadableRecordException("%d parts do not fit behind byte %d".formatted(count, at));
        }
        return (int) count;
    }

    long getFixed() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << Byte.SIZE | getByte();
        }
        return value;
    }

    UUID getId() {
        return new UUID(getFixed(), getFixed());
    }

    String getText() {
        long number = getNumber();
        if (number == RecordOutput.LONG_TEXT) {
            return getContent();
        }
        if (number == RecordOutput.NEW_SHORT_TEXT) {
            String text = getContent();
            if (known.size() < RecordOutput.KNOWN_TEXTS) {
                known.add(text);
            }
            return text;
        }
        long index = number - RecordOutput.FIRST_KNOWN_TEXT;
        if (index < 0 || index >= known.size()) {
            throw new UnreadableRecordException("text %d before byte %d is not known".formatted(index, at));
        }
        return known.get((int) index);
    }

    private String getContent() {
        int length = getCount();
        String text = recent.text(bytes, at, length);
        at += length;
        return text;
    }
}
