package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.SegmentReader.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The first bytes of a segment, read and checked. */
final class SegmentHeader {
    private final Path path;
    private final ByteBuffer header;
    private final long bytes;

    private SegmentHeader(Path path, ByteBuffer header, long bytes) {
        this.path = path;
        this.header = header;
        this.bytes = bytes;
    }

    /**
     * The segment in a file. One whose header is damaged is taken all the same if its first record passes with what is left of the header; else nothing in it can be checked, so that it is put aside
     * as lost. The observer is told of either.
     *
     * @throws LogCorruptException if the file is none of this log, or of another release
     */
    static Optional<Segment> read(Channels channels, Path path, LogObserver observer) throws IOException {
        SegmentHeader read = load(channels, path);
        if (read.isWhole()) {
            return Optional.of(read.segment());
        }
        Optional<Segment> guessed = read.guess(channels);
        if (guessed.isPresent()) {
            String message = "The header of %s is damaged, its records are not; look after the disk.".formatted(path);
            observer.trouble(message, new LogCorruptException(message));
        } else {
            observer.damaged(read.putAside());
        }
        return guessed;
    }

    private static SegmentHeader load(Channels channels, Path path) throws IOException {
        try (FileChannel channel = channels.open(path, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(RecordFormat.SEGMENT_HEADER_BYTES);
            while (header.hasRemaining() && channel.read(header, header.position()) >= 0) {}
            return new SegmentHeader(path, header.clear(), channel.size());
        }
    }

    private boolean isWhole() {
        int crc = header.getInt(RecordFormat.SEGMENT_CRC_OFFSET);
        return header.getLong(0) == RecordFormat.MAGIC && crc == RecordFormat.segmentCrc(header);
    }

    private Segment segment() {
        int version = header.getInt(RecordFormat.VERSION_OFFSET);
        if (version != RecordFormat.VERSION) {
            throw new LogCorruptException(
                    "%s has format version %d, this release reads %d. Start the release that wrote it and let it deliver the log first."
                            .formatted(path, version, RecordFormat.VERSION));
        }
        Segment segment = new Segment(
                path,
                header.getLong(RecordFormat.BASE_OFFSET),
                header.getLong(RecordFormat.FIRST_SEQUENCE_OFFSET),
                header.getLong(RecordFormat.SALT_OFFSET),
                bytes);
        if (segment.base() != Segment.base(path, Segment.SUFFIX)) {
            throw new LogCorruptException(
                    "%s holds what belongs into %s. Give each segment of the log its own name back."
                            .formatted(path, Segment.path(path.resolveSibling(""), segment.base())));
        }
        return segment;
    }

    /** Its name tells where it begins, its first record how many came before; only the salt has to have survived. */
    private Optional<Segment> guess(Channels channels) throws IOException {
        long base = Segment.base(path, Segment.SUFFIX);
        Segment guess = new Segment(path, base, 0, header.getLong(RecordFormat.SALT_OFFSET), bytes);
        try (SegmentReader reader = new SegmentReader(channels, guess, SegmentReader.BUFFER_BYTES)) {
            return reader.entry(base, guess.limit()) instanceof Entry.Found(RecordFormat.Header first)
                    ? Optional.of(new Segment(path, base, first.sequence(), guess.salt(), bytes))
                    : Optional.empty();
        }
    }

    private LogDamage putAside() throws IOException {
        Path lost = path.resolveSibling(path.getFileName() + Segment.LOST);
        Files.move(path, lost);
        Channels.syncDirectory(path.resolveSibling(""));
        return new LogDamage(path, 0, bytes, 0, lost, "without its header no record in it can be checked");
    }
}
