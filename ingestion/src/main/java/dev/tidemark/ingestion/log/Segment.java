package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A file of the log.
 *
 * @param base position of its first record
 * @param firstSequence how many records the log has taken before it
 * @param bytes size of the file, including space not yet written
 */
record Segment(Path path, long base, long firstSequence, long salt, long bytes) {
    static final String SUFFIX = ".segment";

    /** What is added to the name of a file that counts as lost. */
    static final String LOST = ".lost";

    Segment {
        requireNonNull(path, "path is null");
    }

    static Path path(Path directory, long base) {
        return directory.resolve(fileName(base));
    }

    /** The position in a name that ends so. */
    static long base(Path path, String suffix) {
        String name = path.getFileName().toString();
        try {
            return Long.parseLong(name.substring(0, name.length() - suffix.length()));
        } catch (NumberFormatException e) {
            throw new LogCorruptException(
                    "%s is no name of a segment, expected 20 digits before %s. Give it back the name that it had."
                            .formatted(path, suffix));
        }
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
}
