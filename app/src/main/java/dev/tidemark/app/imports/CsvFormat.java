package dev.tidemark.app.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/** Comma-separated values (RFC 4180) whose first row names the columns. */
public final class CsvFormat implements ImportFormat {
    private static final byte[] KEY = "tidemark import csv".getBytes(StandardCharsets.UTF_8);

    private final CsvOptions options;
    private final Constants constants;

    public CsvFormat(CsvOptions options, Constants constants) {
        this.options = options;
        this.constants = constants;
    }

    @Override
    public RecordReader open(InputStream input) throws IOException {
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(options.delimiter())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(input, StandardCharsets.UTF_8);
        return new Rows(reader, options, constants);
    }

    @Override
    public RecordIds ids() {
        return new RecordIds(KEY, constants.scope());
    }

    private static final class Rows implements RecordReader {
        private final CsvReader<CsvRecord> reader;
        private final Iterator<CsvRecord> rows;
        private final CsvHeader header;

        Rows(CsvReader<CsvRecord> reader, CsvOptions options, Constants constants) throws IOException {
            this.reader = reader;
            rows = reader.iterator();
            CsvRecord first =
                    advance().orElseThrow(() -> new IOException("the file is empty, expected a row of column names"));
            header = new CsvHeader(first.getFields(), options, constants);
        }

        @Override
        public Optional<byte[]> heading() {
            return Optional.of(CsvHeader.write(header.columns(), header.delimiter()));
        }

        @Override
        public Optional<SourceRecord> next() throws IOException {
            return advance().map(row -> new CsvRow(row.getStartingLineNumber(), row.getFields(), header));
        }

        private Optional<CsvRecord> advance() throws IOException {
            try {
                return rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
            } catch (CsvParseException broken) {
                throw new IOException("this is no CSV: " + broken.getMessage(), broken);
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
