package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * Part of the log that does not hold what was durably written to it, and what became of it.
 *
 * @param file where it was found
 * @param offset where in the file it begins
 * @param bytes how long it is
 * @param records how many records stood there, or fewer where that cannot be told; they are not delivered, which matters for those that had not been before
 * @param keptAs the file to which the unreadable bytes were moved or copied; deleting it tells that an operator has dealt with them
 * @param what what is wrong with them
 */
public record LogDamage(Path file, long offset, long bytes, long records, Path keptAs, String what) {
    public LogDamage {
        requireNonNull(file, "file is null");
        requireNonNull(keptAs, "keptAs is null");
        requireNonNull(what, "what is null");
    }

    /** For operators. */
    public String message() {
        return "%s is damaged at offset %d: %s. %d bytes with %d records are left out and kept as %s; what follows is delivered. Have the events of that time sent again if you can, look after the disk, and delete that file."
                .formatted(file, offset, what, bytes, records, keptAs);
    }
}
