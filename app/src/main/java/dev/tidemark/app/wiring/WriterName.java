package dev.tidemark.app.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * The name under which a server writes to a store that others may write to as well. It is kept in the data directory, which one process at a time has: so whoever goes
 * on after a crash has the same name, and nobody else.
 */
final class WriterName {
    private static final String FILE = "writer";

    private WriterName() {}

    static String in(Path dataDirectory) {
        Path file = dataDirectory.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDirectory);
                Path made = Files.writeString(
                        dataDirectory.resolve(FILE + ".new"), UUID.randomUUID().toString());
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
