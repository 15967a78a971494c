package dev.tidemark.app.imports;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One JSON object per line, each an event as {@code POST /v1/events} takes it. */
public final class NdjsonFormat implements ImportFormat {
    private static final byte[] KEY = "tidemark import ndjson".getBytes(StandardCharsets.UTF_8);

    private final Constants constants;
    private final NdjsonEvent event;

    public NdjsonFormat(Constants constants) {
        this.constants = constants;
        event = new NdjsonEvent(constants);
    }

    @Override
    public RecordReader open(InputStream input) {
        return LineRecord.reader(input, event::complete);
    }

    @Override
    public RecordIds ids() {
        return new RecordIds(KEY, constants.scope());
    }
}
