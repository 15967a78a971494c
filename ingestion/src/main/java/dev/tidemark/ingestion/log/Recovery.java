package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.RecordFormat.Header;
import dev.tidemark.ingestion.log.SegmentReader.Entry;
import java.io.IOException;

/**
 * Finds where the records of the newest segment end after a crash. What follows the last whole record is a torn tail, whose records nobody was told to be
 * durable, unless a record of a later group is found behind it: a group is only written after the one before it was synced, so then what is unreadable had
 * been acknowledged, and cutting it off would lose it.
 */
final class Recovery {
    static final String REMEDY =
            "Restore the file from a copy; or, to accept the loss of those of its records that were not delivered yet, rename it to end in .lost and start again.";

    private final SegmentReader reader;
    private final long limit;

    private Recovery(SegmentReader reader) {
        this.reader = reader;
        this.limit = reader.segment().limit();
    }

    /**
     * The end of a segment's records.
     *
     * @throws LogCorruptException if records that had been acknowledged are unreadable
     */
    static Tail.End end(Channels channels, Segment segment) throws IOException {
        try (SegmentReader reader = new SegmentReader(channels, segment, SegmentReader.BUFFER_BYTES)) {
            return new Recovery(reader).end();
        }
    }

    private Tail.End end() throws IOException {
        long position = reader.segment().base();
        long sequence = reader.segment().firstSequence();
        while (position < limit) {
            if (!(reader.entry(position, limit) instanceof Entry.Found(Header header))
                    || header.sequence() != sequence) {
                refuseIfAcknowledged(position, sequence);
                break;
            }
            position += header.bytes();
            sequence += header.length() == 0 ? 0 : 1;
        }
        return new Tail.End(position, sequence);
    }

    private void refuseIfAcknowledged(long damaged, long sequence) throws IOException {
        for (long at = damaged + 1; at + RecordFormat.RECORD_HEADER_BYTES <= limit; at++) {
            Header header = reader.peek(at, limit);
            if (isOfLaterGroup(header, at, damaged, sequence) && reader.entry(at, limit) instanceof Entry.Found) {
                throw new LogCorruptException(
                        "%s is damaged at offset %d: the record there is unreadable, though it was durable before the one at offset %d was written. %s"
                                .formatted(
                                        reader.segment().path(),
                                        reader.segment().offset(damaged),
                                        reader.segment().offset(at),
                                        REMEDY));
            }
        }
    }

    private static boolean isOfLaterGroup(Header header, long at, long damaged, long sequence) {
        return header.crc() != 0
                && header.group() > damaged
                && header.group() <= at
                && header.sequence() >= sequence
                && header.length() >= 0;
    }
}
