package dev.tidemark.ingestion.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Words the log's tests share. */
final class Logs {
    static final int SEGMENT_BYTES = 4096;

    private Logs() {}

    static LogSettings small(Path directory) {
        return new LogSettings(directory, 64 * SEGMENT_BYTES, SEGMENT_BYTES, 1 << 20);
    }

    static LocalEventLog open(LogSettings settings) {
        return LocalEventLog.open(settings, LogObserver.none(), InstantSource.system());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static AppendResult append(EventLog log, String text) {
        return log.append(bytes(text)).toCompletableFuture().join();
    }

    static long appended(EventLog log, String text) {
        AppendResult result = append(log, text);
        assertThat(result).isInstanceOf(Appended.class);
        return ((Appended) result).position();
    }

    static Refused refused(EventLog log, String text) {
        AppendResult result = append(log, text);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused) result;
    }

    /** Everything a reader still has to read, without waiting. */
    static List<String> readAll(LogReader reader) {
        List<String> texts = new ArrayList<>();
        List<LogRecord> records = reader.read(1 << 20, Duration.ZERO);
        while (!records.isEmpty()) {
            records.forEach(record -> texts.add(new String(record.bytes(), StandardCharsets.UTF_8)));
            records = reader.read(1 << 20, Duration.ZERO);
        }
        return texts;
    }

    /** What a fresh start finds for a cursor of this name. */
    static List<String> reopened(LogSettings settings, String cursor) {
        try (LocalEventLog log = open(settings);
                LogReader reader = log.reader(cursor)) {
            return readAll(reader);
        }
    }
}
