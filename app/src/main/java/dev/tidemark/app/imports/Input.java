package dev.tidemark.app.imports;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * What is imported: a file, or standard input. Compressed or not is seen by its first bytes, not by its name.
 *
 * @param path empty for standard input
 */
public record Input(Optional<Path> path) {
    private static final String STANDARD_INPUT = "-";
    private static final byte[] GZIP = {0x1F, (byte) 0x8B};
    private static final byte[] ZSTD = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD};
    private static final int BUFFER = 1 << 16;

    /** The input of a command line's argument; a dash is standard input. */
    public static Input of(String argument) {
        return new Input(argument.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(argument)));
    }

    /** How messages call it. */
    public String name() {
        return path.map(Path::toString).orElse("standard input");
    }

    /** How many bytes it has as it stands on disk; empty where that is not known before the end. */
    OptionalLong size() throws IOException {
        if (path.isPresent() && Files.isRegularFile(path.get())) {
            return OptionalLong.of(Files.size(path.get()));
        }
        return OptionalLong.empty();
    }

    /** Whether it can be read a second time. */
    boolean isRepeatable() {
        return path.filter(Files::isRegularFile).isPresent();
    }

    /** Opens it; the bytes that are read from it as it stands on disk are counted. */
    InputStream open(ByteCounter counter) throws IOException {
        InputStream raw = path.isPresent() ? new FileInputStream(path.get().toFile()) : System.in;
        var stream = new KnowsItsEnd(counter.count(raw));
        byte[] start = stream.peek(ZSTD.length);
        if (startsWith(start, GZIP)) {
            return new GZIPInputStream(stream, BUFFER);
        }
        return startsWith(start, ZSTD) ? new BufferedInputStream(new ZstdInputStream(stream), BUFFER) : stream;
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /**
     * Says that bytes are available until the end is seen. {@link GZIPInputStream} asks this to find out whether another member
     * follows, and would take a pipe that has nothing ready for one that has ended.
     */
    private static final class KnowsItsEnd extends BufferedInputStream {
        KnowsItsEnd(InputStream in) {
            super(in, BUFFER);
        }

        byte[] peek(int length) throws IOException {
            mark(length);
            byte[] start = readNBytes(length);
            reset();
            return start;
        }

        @Override
        public synchronized int available() throws IOException {
            int ready = super.available();
            return ready > 0 ? ready : peek(1).length;
        }
    }
}
