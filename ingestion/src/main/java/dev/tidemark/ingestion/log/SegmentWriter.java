package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.RecordFormat.Header;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes one segment. After a failure it must not be written to again: what the disk holds is not known then. */
final class SegmentWriter implements Closeable {
    private final Segment segment;
    private final FileChannel channel;
    private final ByteBuffer buffer;
    private long written;
    private long position;

    /** @param buffer gathers what one write takes; shared by the writers of one thread */
    SegmentWriter(Segment segment, FileChannel channel, ByteBuffer buffer) {
        this.segment = segment;
        this.channel = channel;
        this.buffer = buffer.clear();
        this.written = RecordFormat.SEGMENT_HEADER_BYTES;
        this.position = segment.base();
    }

    Segment segment() {
        return segment;
    }

    /** Where the next record will start. */
    long position() {
        return position;
    }

    /** Whether a record fits, and a mark after it. */
    boolean fits(int length) {
        return position + length + 2 * RecordFormat.RECORD_HEADER_BYTES <= segment.limit();
    }

    /** Adds a record, which is durable after {@link #sync}. */
    void add(byte[] payload, long sequence, long appendedAt, long group) throws IOException {
        Header header = new Header(0, payload.length, sequence, appendedAt, group);
        makeRoom(RecordFormat.RECORD_HEADER_BYTES);
        RecordFormat.putHeader(buffer, segment.salt(), position, header, payload);
        for (int from = 0; from < payload.length; ) {
            makeRoom(1);
            int length = Math.min(buffer.remaining(), payload.length - from);
            buffer.put(payload, from, length);
            from += length;
        }
        position += header.bytes();
    }

    private void makeRoom(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            write();
        }
    }

    /** Hands what was added to the operating system. */
    void write() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            written += channel.write(buffer, written);
        }
        buffer.clear();
    }

    void sync() throws IOException {
        channel.force(false);
    }

    /** Cuts the file off at a position and returns what is left of it. */
    Segment truncate(long end) throws IOException {
        long bytes = segment.offset(end);
        channel.truncate(bytes);
        channel.force(true);
        return segment.withBytes(bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
