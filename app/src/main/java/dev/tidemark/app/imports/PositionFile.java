package dev.tidemark.app.imports;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers the position in one input between runs, in a small text file that is replaced as a whole. It saves time, and nothing
 * hangs on it: what is sent again changes nothing. So it is not forced to disk, and one that cannot be read counts as absent.
 */
final class PositionFile {
    private final Path path;

    PositionFile(Path path) {
        this.path = path;
    }

    Optional<Position> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        var values = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            values.load(reader);
            return Optional.of(new Position(
                    Long.parseLong(values.getProperty("records", "")),
                    Long.parseUnsignedLong(values.getProperty("prefix", ""), 16),
                    Boolean.parseBoolean(values.getProperty("complete")),
                    FirstReads.parse(values.getProperty("first-reads", ""))));
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    void save(Position position) throws IOException {
        var values = new Properties();
        values.setProperty("records", Long.toString(position.records()));
        values.setProperty("prefix", Long.toHexString(position.prefix()));
        values.setProperty("complete", Boolean.toString(position.complete()));
        values.setProperty("first-reads", position.firstReads().format());
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try (Writer writer = Files.newBufferedWriter(next)) {
            values.store(writer, "how far an import has come");
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
