package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.RecordFormat.Header;
import dev.tidemark.ingestion.log.SegmentReader.Entry;
import dev.tidemark.ingestion.log.SegmentReader.Place;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds where the records of the newest segment end after a crash. What follows the last whole record is a torn tail, whose records nobody was told to be
 * durable, unless a record of a later group is found behind it, or a cursor stands behind it: a group is only written after the one before it was synced, and a cursor only
 * passes what was, so then what is unreadable had been acknowledged. It is damage in the middle, which readers leave out.
 */
final class Recovery {
    private final SegmentReader reader;
    private final long limit;
    private final long passed;

    private Recovery(SegmentReader reader, long passed) {
        this.reader = reader;
        this.limit = reader.segment().limit();
        this.passed = passed;
    }

    /**
     * The end of a segment's records.
     *
     * @param passed how far the foremost cursor has come
     */
    static Tail.End end(Channels channels, Segment segment, long passed) throws IOException {
        try (SegmentReader reader = new SegmentReader(channels, segment, SegmentReader.BUFFER_BYTES)) {
            return new Recovery(reader, passed).end();
        }
    }

    private Tail.End end() throws IOException {
        Tail.End end = new Tail.End(reader.segment().base(), reader.segment().firstSequence());
        while (end.position() < limit) {
            Entry entry = reader.entry(end.position(), limit);
            Optional<Tail.End> next = entry instanceof Entry.Found(Header header) && header.sequence() >= end.sequence()
                    ? Optional.of(new Tail.End(end.position() + header.bytes(), header.nextSequence()))
                    : behindDamage(entry, end);
            if (next.isEmpty()) {
                return end;
            }
            end = next.get();
        }
        return end;
    }

    /** Where what had been acknowledged goes on. Zeros before a cursor are no damage, but an older copy of the file. */
    private Optional<Tail.End> behindDamage(Entry entry, Tail.End damaged) throws IOException {
        Optional<Place> later = reader.nextWhole(
                damaged.position() + 1,
                limit,
                header -> header.group() > damaged.position() && header.sequence() >= damaged.sequence());
        if (later.isPresent()) {
            return Optional.of(
                    new Tail.End(later.get().position(), later.get().header().sequence()));
        }
        boolean isPassed = damaged.position() < passed && passed <= limit && entry instanceof Entry.Damaged;
        return isPassed ? Optional.of(new Tail.End(passed, damaged.sequence())) : Optional.empty();
    }
}
