package dev.tidemark.app.imports;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The lines of an export, which go out as they are. */
public final class StoredFormat implements ImportFormat {
    private static final byte[] KEY = "tidemark import export".getBytes(StandardCharsets.UTF_8);

    @Override
    public RecordReader open(InputStream input) {
        return LineRecord.reader(input, (line, id, firstRead) -> new Conversion.Event(line));
    }

    @Override
    public RecordIds ids() {
        return RecordIds.ofDistinct(KEY);
    }
}
