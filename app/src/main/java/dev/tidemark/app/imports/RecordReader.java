package dev.tidemark.app.imports;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Reads one input, record by record, in its own order. */
public interface RecordReader extends Closeable {

    /** What a file of rejected records has to begin with to be importable: the names of the columns. */
    default Optional<byte[]> heading() {
        return Optional.empty();
    }

    /** The next record; empty at the end, and from then on. */
    Optional<SourceRecord> next() throws IOException;
}
