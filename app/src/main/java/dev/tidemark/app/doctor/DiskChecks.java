package dev.tidemark.app.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Whether the data directory can be written and synced, and has room. */
final class DiskChecks {
    private static final long LITTLE_ROOM = 2L << 30;
    private static final long NO_ROOM = 256L << 20;

    private final Path directory;

    DiskChecks(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    List<Finding> run() {
        return List.of(writable(), room());
    }

    private Finding writable() {
        boolean existed = Files.exists(directory);
        Path probe = directory.resolve("doctor.tmp");
        try {
            Files.createDirectories(directory);
            long started = System.nanoTime();
            try (var channel = FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[4096]));
                channel.force(true);
            }
            long millis = (System.nanoTime() - started) / 1_000_000;
            return Finding.ok(
                    "data directory", directory + " can be written; a write is on disk after " + millis + " ms");
        } catch (IOException e) {
            return Finding.fail(
                    "data directory",
                    directory + " cannot be written (" + e
                            + "); give this user the right to, or set TIDEMARK_DATA_DIR");
        } finally {
            clean(probe, existed);
        }
    }

    private void clean(Path probe, boolean existed) {
        try {
            Files.deleteIfExists(probe);
            if (!existed) {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            // the probe is empty and harmless, and the finding has said what is wrong
        }
    }

    private Finding room() {
        try {
            long free = Files.getFileStore(existing()).getUsableSpace();
            String message = (free >> 20) + " MiB free where the data directory is";
            if (free < NO_ROOM) {
                return Finding.fail("disk", message + "; events will be refused, make room");
            }
            return free < LITTLE_ROOM
                    ? Finding.warn("disk", message + "; that is little")
                    : Finding.ok("disk", message);
        } catch (IOException e) {
            return Finding.fail("disk", "its free space cannot be read (" + e + ")");
        }
    }

    private Path existing() {
        Path path = directory;
        while (!Files.exists(path)) {
            path = Optional.ofNullable(path.getParent()).orElse(Path.of("/"));
        }
        return path;
    }
}
