package dev.tidemark.app.imports;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** One reading of one input from its beginning. */
final class ImportPass {
    private final RecordReader reader;
    private final RecordIds ids;
    private final FirstReads firstReads;
    private final Prefix prefix = new Prefix();
    private boolean complete;

    ImportPass(RecordReader reader, RecordIds ids, FirstReads firstReads) {
        this.reader = reader;
        this.ids = ids;
        this.firstReads = firstReads;
    }

    /** Passes over so many records; how many there were. */
    long skip(long records) throws IOException {
        while (prefix.records() < records) {
            Optional<SourceRecord> next = reader.next();
            if (next.isEmpty()) {
                complete = true;
                break;
            }
            prefix.add(ids.next(next.get().content()));
        }
        return prefix.records();
    }

    /** Reads until the batch is full or the input at its end; false if there was nothing left to read. */
    boolean fill(BatchSender batch) throws IOException {
        if (complete) {
            return false;
        }
        while (!complete && !batch.isFull()) {
            Optional<SourceRecord> next = reader.next();
            if (next.isPresent()) {
                batch.add(next.get(), convert(next.get()));
            }
            complete = next.isEmpty();
        }
        return true;
    }

    private Conversion convert(SourceRecord record) {
        Instant firstRead = firstReads.of(prefix.records());
        Occurrence occurrence = ids.next(record.content());
        prefix.add(occurrence);
        return record.convert(occurrence.id(), firstRead);
    }

    /** How many records were read. */
    long records() {
        return prefix.records();
    }

    Position position() {
        return new Position(prefix.records(), prefix.hash(), complete, firstReads);
    }
}
