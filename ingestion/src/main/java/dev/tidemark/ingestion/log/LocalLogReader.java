package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.RecordFormat.Header;
import dev.tidemark.ingestion.log.SegmentReader.Entry;
import dev.tidemark.ingestion.log.SegmentReader.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Reads the segments one after the other, up to the durable end of the log. */
final class LocalLogReader implements LogReader {
    private final LocalEventLog log;
    private final Segments segments;
    private final Tail tail;
    private final Channels channels;
    private final Damages damages;
    private final Cursor cursor;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long position;
    private long savedHere;
    private @Nullable SegmentReader open;

    LocalLogReader(LocalEventLog log, Segments segments, Tail tail, Channels channels, Damages damages, Cursor cursor) {
        this.log = log;
        this.segments = segments;
        this.tail = tail;
        this.channels = channels;
        this.damages = damages;
        this.cursor = cursor;
        this.savedHere = cursor.saved();
        this.position = savedHere;
    }

    @Override
    public List<LogRecord> read(int maxBytes, Duration wait) {
        long deadline = System.nanoTime() + wait.toNanos();
        List<LogRecord> records = new ArrayList<>();
        long left = wait.toNanos();
        do {
            Tail.End end = tail.await(position, left, woken::get);
            readInto(records, maxBytes, end);
            left = deadline - System.nanoTime();
        } while (records.isEmpty()
                && left > 0
                && !woken.get()
                && !Thread.currentThread().isInterrupted());
        woken.set(false);
        return records;
    }

    private void readInto(List<LogRecord> records, int maxBytes, Tail.End end) {
        long bytes = 0;
        while (position < end.position() && bytes <= maxBytes) {
            if (position < cursor.saved()) {
                position = cursor.saved(); // it was moved ahead, and what is before may be deleted
                continue;
            }
            Optional<LogRecord> record = next(end);
            if (record.isPresent()) {
                records.add(record.get());
                bytes += record.get().bytes().length;
            }
        }
    }

    /** Moves over one entry; empty if it was a mark, the end of a segment, or damage. */
    private Optional<LogRecord> next(Tail.End end) {
        Segment segment = segments.holding(position)
                .orElseThrow(() -> new IllegalStateException("no segment holds position " + position));
        if (segment.base() > position) {
            position = segment.base(); // over a segment that an operator declared lost
            return Optional.empty();
        }
        try {
            SegmentReader reader = readerOf(segment);
            long limit = segments.end(segment, end.position());
            return switch (reader.entry(position, limit)) {
                case Entry.Found(Header header) -> take(reader, header);
                case Entry.Blank() -> leaveOut(reader, limit, end, "nothing was written there");
                case Entry.Damaged(String what) -> leaveOut(reader, limit, end, what);
            };
        } catch (IOException e) {
            closeSegment(); // opened again by the next try
            throw new UncheckedIOException("cannot read " + segment.path(), e);
        }
    }

    private Optional<LogRecord> take(SegmentReader reader, Header header) {
        long start = position;
        long next = start + header.bytes();
        Optional<LogRecord> record = header.length() == 0
                ? Optional.empty()
                : Optional.of(new LogRecord(
                        start, next, Instant.ofEpochMilli(header.appendedAt()), reader.payload(start, header)));
        position = next;
        return record;
    }

    /** At the end of the records before a lost segment the file has zeros; anywhere else unreadable bytes are damage, and what is whole behind them goes on. */
    private Optional<LogRecord> leaveOut(SegmentReader reader, long limit, Tail.End end, String what)
            throws IOException {
        Optional<Segment> next = segments.after(reader.segment());
        boolean isLost = position != reader.segment().base() && segments.isLost(position, position + 1);
        if (next.isPresent() && isLost) {
            position = next.get().base();
            return Optional.empty();
        }
        Optional<Place> whole = reader.nextWhole(position + 1, limit, header -> true);
        long nextSequence = whole.map(place -> place.header().sequence())
                .orElseGet(() -> next.map(Segment::firstSequence).orElse(end.sequence()));
        long to = whole.map(Place::position).orElse(limit);
        damages.keep(reader, position, to, nextSequence, what);
        position = to;
        return Optional.empty();
    }

    private SegmentReader readerOf(Segment segment) throws IOException {
        SegmentReader current = open;
        if (current == null || current.segment().salt() != segment.salt()) {
            closeSegment();
            current = new SegmentReader(channels, segment, SegmentReader.BUFFER_BYTES);
            open = current;
        }
        return current;
    }

    private void closeSegment() {
        SegmentReader current = open;
        open = null;
        try {
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close " + current.segment().path(), e);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long saved() {
        return cursor.saved();
    }

    @Override
    public void save(long to) {
        if (to < savedHere || to > position) {
            throw new IllegalArgumentException(
                    "position is %d, expected between %d (saved) and %d (read)".formatted(to, savedHere, position));
        }
        log.save(cursor, to);
        savedHere = to;
    }

    @Override
    public void rewind() {
        position = cursor.saved();
        savedHere = position;
    }

    @Override
    public void wakeUp() {
        woken.set(true);
        tail.wake();
    }

    @Override
    public void close() {
        closeSegment();
        cursor.release();
    }
}
