package dev.tidemark.app.imports;

import dev.tidemark.app.imports.LineReader.Line;
import dev.tidemark.domain.event.RejectionCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A record that is a line. */
record LineRecord(Line source, Converter converter) implements SourceRecord {

    /** Makes an event of a line that is not too long. */
    interface Converter {
        Conversion convert(byte[] line, UUID id, Instant firstRead);
    }

    /** Reads an input of which each line is a record. */
    static RecordReader reader(InputStream input, Converter converter) {
        LineReader lines = new LineReader(input);
        return new RecordReader() {
            @Override
            public Optional<SourceRecord> next() throws IOException {
                return lines.next().map(line -> new LineRecord(line, converter));
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        };
    }

    @Override
    public long line() {
        return source.number();
    }

    @Override
    public byte[] content() {
        return source.bytes();
    }

    @Override
    public byte[] text() {
        return source.bytes();
    }

    @Override
    public Conversion convert(UUID id, Instant firstRead) {
        if (source.isTooLong()) {
            return new Conversion.Refused(
                    RejectionCode.TOO_LARGE, "the line has more than " + LineReader.MAX_LENGTH + " bytes");
        }
        return converter.convert(source.bytes(), id, firstRead);
    }
}
