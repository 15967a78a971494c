package dev.tidemark.ingestion.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * How segments and records look on disk; all numbers are big-endian.
 *
 * <pre>
 * segment  magic 8 | version 4 | base position 8 | first sequence 8 | salt 8 | crc32c 4 | zeros up to 64, then records, then zeros
 * record   crc32c 4 | length 4 | sequence 8 | appended at (epoch ms) 8 | position of its group's first record 8 | payload
 * </pre>
 *
 * The record at position p stands at offset {@code p - base + 64}. Its checksum also covers the segment's random salt and p, so that bytes which only look
 * like a record (an earlier file's, or ones that a client placed in a payload) never pass for one. A group is what one sync made durable; a later group
 * is written only after the earlier one's sync, which is how recovery tells a torn tail from damage. A record without payload is a mark: written alone
 * when the log is closed, it says that everything before it was durable; readers pass over it.
 */
final class RecordFormat {
    static final int SEGMENT_HEADER_BYTES = 64;
    static final int RECORD_HEADER_BYTES = 32;
    static final long MAGIC = 0x544944454D41524BL; // "TIDEMARK"
    static final int VERSION = 1;
    static final int VERSION_OFFSET = 8;
    static final int BASE_OFFSET = 12;
    static final int FIRST_SEQUENCE_OFFSET = 20;
    static final int SALT_OFFSET = 28;
    static final int SEGMENT_CRC_OFFSET = 36;

    private RecordFormat() {}

    /** Fields of a record's header. */
    record Header(int crc, int length, long sequence, long appendedAt, long group) {
        long bytes() {
            return RECORD_HEADER_BYTES + (long) length;
        }

        /** How many records the log has taken up to this one, which counts unless it is a mark. */
        long nextSequence() {
            return sequence + (length == 0 ? 0 : 1);
        }
    }

    static ByteBuffer segmentHeader(long base, long firstSequence, long salt) {
        ByteBuffer header = ByteBuffer.allocate(SEGMENT_HEADER_BYTES);
        header.putLong(MAGIC)
                .putInt(VERSION)
                .putLong(base)
                .putLong(firstSequence)
                .putLong(salt);
        header.putInt(segmentCrc(header));
        return header.rewind();
    }

    static int segmentCrc(ByteBuffer header) {
        CRC32C crc = new CRC32C();
        crc.update(header.duplicate().position(0).limit(SEGMENT_CRC_OFFSET));
        return (int) crc.getValue();
    }

    static Header readHeader(ByteBuffer buffer, int at) {
        return new Header(
                buffer.getInt(at),
                buffer.getInt(at + 4),
                buffer.getLong(at + 8),
                buffer.getLong(at + 16),
                buffer.getLong(at + 24));
    }

    /** Puts header and checksum; the payload is to follow. */
    static void putHeader(ByteBuffer target, long salt, long position, Header header, byte[] payload) {
        int start = target.position();
        target.putInt(0).putInt(header.length()).putLong(header.sequence());
        target.putLong(header.appendedAt()).putLong(header.group());
        CRC32C crc = seeded(salt, position);
        crc.update(target.duplicate().position(start + 4).limit(start + RECORD_HEADER_BYTES));
        crc.update(payload);
        target.putInt(start, (int) crc.getValue());
    }

    /** The checksum that the record at index {@code at} of the buffer should have; the buffer must hold the whole record. */
    static int recordCrc(ByteBuffer buffer, int at, int length, long salt, long position) {
        CRC32C crc = seeded(salt, position);
        crc.update(buffer.duplicate().position(at + 4).limit(at + RECORD_HEADER_BYTES + length));
        return (int) crc.getValue();
    }

    private static CRC32C seeded(long salt, long position) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(16).putLong(salt).putLong(position).flip());
        return crc;
    }
}
