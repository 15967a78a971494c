package dev.tidemark.app.imports;

import java.io.IOException;
import java.io.InputStream;

/** How the bytes of an input become records, and records become events. */
public interface ImportFormat {

    /** Reads an input that is already decompressed; closing the reader closes it. */
    RecordReader open(InputStream input) throws IOException;

    /** A fresh source of ids for one reading of one input from its beginning. */
    RecordIds ids();
}
