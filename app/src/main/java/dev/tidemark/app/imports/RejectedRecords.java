package dev.tidemark.app.imports;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that rejected records are written to, as they stood in the input, so that it can be corrected and imported. It is
 * made when the first one comes, for its owner only: the lines of a log hold addresses.
 */
public final class RejectedRecords implements AutoCloseable {
    private final Optional<Path> path;
    private @Nullable OutputStream output;

    /**
     * @param path empty if nobody wants them
     */
    public RejectedRecords(Optional<Path> path) {
        this.path = path;
    }

    void add(SourceRecord record, Optional<byte[]> heading) throws IOException {
        if (path.isEmpty()) {
            return;
        }
        OutputStream file = output;
        if (file == null) {
            file = open(path.get());
            output = file;
            if (heading.isPresent()) {
                write(file, heading.get());
            }
        }
        write(file, record.text());
    }

    private static void write(OutputStream file, byte[] line) throws IOException {
        file.write(line);
        file.write('\n');
    }

    private static OutputStream open(Path path) throws IOException {
        Files.deleteIfExists(path);
        Path directory = path.toAbsolutePath().getParent();
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new BufferedOutputStream(Files.newOutputStream(path));
    }

    @Override
    public void close() throws IOException {
        if (output != null) {
            output.close();
        }
    }
}
