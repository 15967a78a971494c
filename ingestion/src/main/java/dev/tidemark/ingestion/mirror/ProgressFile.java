package dev.tidemark.ingestion.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.domain.event.EventPosition;
import dev.tidemark.domain.tenant.TenantId;
import dev.tidemark.ingestion.mirror.Progress.Place;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;

/** The file in which the progress of one mirror is noted: lines of {@code name=value}, replaced as a whole and durably. */
final class ProgressFile {
    private final Path path;

    ProgressFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** What is noted; empty where nothing is, or nothing that can be read: filling anew does no harm. */
    Optional<Progress> load() {
        try {
            return Files.exists(path) ? Optional.of(parse(Files.readString(path))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Progress parse(String text) throws IOException {
        Properties lines = new Properties();
        lines.load(new StringReader(text));
        Optional<TenantId> tenant = find(lines, "tenant").map(TenantId::new);
        return new Progress(
                value(lines, "stores"),
                value(lines, "complete").equals("true"),
                tenant.map(name -> new Place(name, find(lines, "after").map(EventPosition::parse))),
                Long.parseLong(value(lines, "events")),
                Long.parseLong(value(lines, "total")));
    }

    private static Optional<String> find(Properties lines, String name) {
        return Optional.ofNullable(lines.getProperty(name));
    }

    private static String value(Properties lines, String name) {
        return find(lines, name).orElseThrow(() -> new IllegalArgumentException("there is no " + name));
    }

    /** @throws UncheckedIOException if it cannot be written; what was noted before, or this, stays */
    void save(Progress progress) {
        try {
            Path directory = Files.createDirectories(path.resolveSibling("."));
            Path next = path.resolveSibling(path.getFileName() + ".next");
            write(next, text(progress).getBytes(UTF_8));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Notes durably that nothing is done. Needs no space, as others may wait for what this sets free on a full disk.
     *
     * @throws UncheckedIOException if it cannot be deleted
     */
    void delete() {
        try {
            if (Files.deleteIfExists(path)) {
                sync(path.resolveSibling("."));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static String text(Progress progress) {
        StringBuilder text = new StringBuilder();
        line(text, "stores", progress.stores());
        line(text, "complete", Boolean.toString(progress.complete()));
        progress.place().ifPresent(place -> line(text, "tenant", place.tenant().value()));
        progress.place().flatMap(Place::after).ifPresent(position -> line(text, "after", position.toString()));
        line(text, "events", Long.toString(progress.events()));
        line(text, "total", Long.toString(progress.total()));
        return text.toString();
    }

    /** What stands for something else in such files is marked as itself. */
    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replace("\\", "\\\\")).append('\n');
    }
}
