package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the log.
 *
 * @param base position of its first record
 * @param firstSequence how many records the log has taken before it
 * @param bytes size of the file, including space not yet written
 */
record Segment(Path path, long base, long firstSequence, long salt, long bytes) {
    static final String SUFFIX = ".segment";

    Segment {
        requireNonNull(path, "path is null");
    }

    static Path path(Path directory, long base) {
        return directory.resolve(fileName(base));
    }

    private static String fileName(long base) {
        return "%020d%s".formatted(base, SUFFIX);
    }

    long offset(long position) {
        return position - base + RecordFormat.SEGMENT_HEADER_BYTES;
    }

    /** The position at which the file ends. */
    long limit() {
        return base + bytes - RecordFormat.SEGMENT_HEADER_BYTES;
    }

    Segment withBytes(long newBytes) {
        return new Segment(path, base, firstSequence, salt, newBytes);
    }

    /** Reads and checks the header of a file. */
    static Segment read(Channels channels, Path path) throws IOException {
        try (FileChannel channel = channels.open(path, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(RecordFormat.SEGMENT_HEADER_BYTES);
            while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
            return parse(path, header, channel.size());
        }
    }

    private static Segment parse(Path path, ByteBuffer header, long bytes) {
        boolean whole = !header.hasRemaining();
        header.rewind();
        if (!whole || header.getLong() != RecordFormat.MAGIC) {
            throw new LogCorruptException(
                    "%s is no segment of an event log: its first bytes are wrong. %s".formatted(path, Recovery.REMEDY));
        }
        int version = header.getInt();
        if (version != RecordFormat.VERSION) {
            throw new LogCorruptException(
                    "%s has format version %d, this release reads %d. Start the release that wrote it and let it deliver the log first."
                            .formatted(path, version, RecordFormat.VERSION));
        }
        Segment segment = new Segment(path, header.getLong(), header.getLong(), header.getLong(), bytes);
        if (header.getInt() != RecordFormat.segmentCrc(header)
                || !path.equals(path.resolveSibling(fileName(segment.base)))) {
            throw new LogCorruptException(
                    "The header of %s fails its checksum or is of another file. %s".formatted(path, Recovery.REMEDY));
        }
        return segment;
    }
}
