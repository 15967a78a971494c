package dev.tidemark.ingestion.delivery;

import dev.tidemark.ingestion.log.AppendResult;
import dev.tidemark.ingestion.log.EventLog;
import dev.tidemark.ingestion.log.LogFigures;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A log whose cursors cannot be saved, as if the process died each time between the store's commit and the cursor. */
record ForgetfulLog(EventLog log) implements EventLog {

    @Override
    public CompletionStage<AppendResult> append(byte[] record) {
        return log.append(record);
    }

    @Override
    public LogReader reader(String cursor) {
        return new ForgetfulReader(log.reader(cursor));
    }

    @Override
    public void forget(String cursor) {
        log.forget(cursor);
    }

    @Override
    public void skip(String cursor, String to) {
        log.skip(cursor, to);
    }

    @Override
    public LogFigures figures() {
        return log.figures();
    }

    @Override
    public void close() {
        log.close();
    }

    private record ForgetfulReader(LogReader reader) implements LogReader {

        @Override
        public List<LogRecord> read(int maxBytes, Duration wait) {
            return reader.read(maxBytes, wait);
        }

        @Override
        public long position() {
            return reader.position();
        }

        @Override
        public long saved() {
            return reader.saved();
        }

        @Override
        public void save(long position) {
            throw new UncheckedIOException(new IOException("the process died before the cursor was saved"));
        }

        @Override
        public void rewind() {
            reader.rewind();
        }

        @Override
        public void wakeUp() {
            reader.wakeUp();
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
