package dev.tidemark.app.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Events that go out in one request, with the records they come from. */
final class Batch {
    /** Before compression; well below what a server takes by default. */
    private static final int MAX_BYTES = 4 << 20;

    private final int maxEvents;
    private final List<Entry> entries = new ArrayList<>();
    private int bytes;

    Batch(int maxEvents) {
        this.maxEvents = maxEvents;
    }

    /** An event and its record. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Entry(SourceRecord source, byte[] json) {}

    void add(Entry entry) {
        entries.add(entry);
        bytes += entry.json().length;
    }

    boolean isFull() {
        return entries.size() >= maxEvents || bytes >= MAX_BYTES;
    }

    List<Entry> take() {
        List<Entry> taken = List.copyOf(entries);
        entries.clear();
        bytes = 0;
        return taken;
    }

    /** One event per line, compressed. */
    static byte[] gzipped(List<Entry> entries) {
        var bytes = new ByteArrayOutputStream(1 << 16);
        try (var gzip = new GZIPOutputStream(bytes, 1 << 13)) {
            for (Entry entry : entries) {
                gzip.write(entry.json());
                gzip.write('\n');
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
