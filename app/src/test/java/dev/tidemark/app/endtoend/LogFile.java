package dev.tidemark.app.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The newest segment of a stopped server's event log, read and damaged from outside by what its format says. */
final class LogFile {
    private static final int SEGMENT_HEADER = 64;
    private static final int RECORD_HEADER = 32;
    private static final int LENGTH_OFFSET = 4;

    private final Path path;
    private final List<Entry> records = new ArrayList<>();
    private long end = SEGMENT_HEADER;

    private LogFile(Path path) {
        this.path = path;
        readRecords();
    }

    /**
     * A record's place.
     *
     * @param offset of its header in the file
     * @param length of header and payload
     */
    record Entry(long offset, int length) {}

    static LogFile newestIn(Path data) {
        try (Stream<Path> files = Files.list(data.resolve("log"))) {
            return new LogFile(
                    files.filter(file -> file.getFileName().toString().endsWith(".segment"))
                            .max(Comparator.comparing(file -> file.getFileName().toString()))
                            .orElseThrow(() -> new IllegalStateException("there is no segment in " + data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path() {
        return path;
    }

    List<Entry> records() {
        return List.copyOf(records);
    }

    /** Where the next record would start. */
    long end() {
        return end;
    }

    long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(long offset, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(path)) {
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) >= 0) {}
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(long offset, byte[] bytes) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void cutAt(long offset) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As an operator does who has dealt with what was unreadable. */
    void deleteKept() {
        try (Stream<Path> files = Files.list(path.resolveSibling(""))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".damaged")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readRecords() {
        while (end + RECORD_HEADER <= size()) {
            ByteBuffer header = ByteBuffer.wrap(bytes(end, RECORD_HEADER));
            if (header.getInt(0) == 0) {
                return;
            }
            Entry record = new Entry(end, RECORD_HEADER + header.getInt(LENGTH_OFFSET));
            records.add(record);
            end += record.length();
        }
    }
}
