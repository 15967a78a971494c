package dev.tidemark.ingestion.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The file in which the progress of one mirror is noted, replaced as a whole and durably. */
final class ProgressFile implements ProgressNote {
    private final Path path;

    ProgressFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** What is noted; empty where nothing is, or nothing that can be read: filling anew does no harm. */
    Optional<Progress> load() {
        try {
            return Files.exists(path) ? ProgressText.parse(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void save(Progress progress) {
        try {
            Path directory = Files.createDirectories(path.resolveSibling("."));
            Path next = path.resolveSibling(path.getFileName() + ".next");
            write(next, ProgressText.of(progress).getBytes(UTF_8));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** {@inheritDoc} Needs no space, as others may wait for what this sets free on a full disk. */
    @Override
    public void delete() {
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
}
