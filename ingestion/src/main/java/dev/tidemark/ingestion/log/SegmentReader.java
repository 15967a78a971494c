package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.RecordFormat.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads one segment through a buffer, which never holds bytes from beyond the limit it was given. */
final class SegmentReader implements Closeable {
    static final int BUFFER_BYTES = 256 << 10;

    private final Segment segment;
    private final FileChannel channel;
    private ByteBuffer buffer;
    private long bufferedFrom;

    /** @param bufferBytes how much is read at once; larger records are read all the same */
    SegmentReader(Channels channels, Segment segment, int bufferBytes) throws IOException {
        this.segment = segment;
        this.buffer = ByteBuffer.allocateDirect(bufferBytes).limit(0);
        this.channel = channels.open(segment.path(), StandardOpenOption.READ);
    }

    /** What stands at a position. */
    sealed interface Entry {
        record Found(Header header) implements Entry {}

        /** Zeros: nothing was written here. */
        record Blank() implements Entry {}

        record Damaged(String what) implements Entry {}
    }

    /** A whole record. */
    record Place(long position, Header header) {
        long end() {
            return position + header.bytes();
        }
    }

    Segment segment() {
        return segment;
    }

    /** Reads and checks the record at {@code position}, which must end at or before {@code limit}. */
    Entry entry(long position, long limit) throws IOException {
        if (!load(position, RecordFormat.RECORD_HEADER_BYTES, limit)) {
            return new Entry.Damaged("the file ends within a record's header");
        }
        Header header = RecordFormat.readHeader(buffer, index(position));
        if (header.length() == 0 && header.crc() == 0) {
            return new Entry.Blank();
        }
        if (header.length() < 0 || header.bytes() > limit - position) {
            return new Entry.Damaged("a record of %d bytes does not fit there".formatted(header.length()));
        }
        if (!load(position, (int) header.bytes(), limit)) {
            return new Entry.Damaged("the file ends within a record");
        }
        int crc = RecordFormat.recordCrc(buffer, index(position), header.length(), segment.salt(), position);
        return crc == header.crc() ? new Entry.Found(header) : new Entry.Damaged("the record there fails its checksum");
    }

    /** The payload of the entry found last. */
    byte[] payload(long position, Header header) {
        byte[] payload = new byte[header.length()];
        buffer.get(index(position) + RecordFormat.RECORD_HEADER_BYTES, payload);
        return payload;
    }

    /** The header at a position, unchecked, to see whether it is worth checking. */
    Header peek(long position, long limit) throws IOException {
        return load(position, RecordFormat.RECORD_HEADER_BYTES, limit)
                ? RecordFormat.readHeader(buffer, index(position))
                : new Header(0, 0, 0, 0, 0);
    }

    /** The first whole record at {@code from} or behind it whose header passes; it ends at or before {@code limit}. */
    Optional<Place> nextWhole(long from, long limit, Predicate<Header> passes) throws IOException {
        for (long at = from; at + RecordFormat.RECORD_HEADER_BYTES <= limit; at++) {
            Header header = peek(at, limit);
            if (canBe(header, at) && passes.test(header) && entry(at, limit) instanceof Entry.Found) {
                return Optional.of(new Place(at, header));
            }
        }
        return Optional.empty();
    }

    private boolean canBe(Header header, long at) {
        return header.crc() != 0
                && header.length() >= 0
                && header.group() >= segment.base()
                && header.group() <= at
                && header.sequence() >= segment.firstSequence();
    }

    private int index(long position) {
        return (int) (segment.offset(position) - bufferedFrom);
    }

    private boolean load(long position, int bytes, long limit) throws IOException {
        long offset = segment.offset(position);
        if (offset >= bufferedFrom && offset + bytes <= bufferedFrom + buffer.limit()) {
            return true;
        }
        if (bytes > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(bytes);
        }
        long wanted = Math.min(buffer.capacity(), limit - position);
        buffer.clear().limit((int) Math.max(0, wanted));
        bufferedFrom = offset;
        while (buffer.hasRemaining() && channel.read(buffer, bufferedFrom + buffer.position()) >= 0) {}
        buffer.flip();
        return bytes <= buffer.limit();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
