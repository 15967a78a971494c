package dev.tidemark.app.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A small file system in memory, with a ballast file whose removal gives space back. */
final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Mounts it; empty where this is not allowed, which takes a Linux and its root. */
    static Optional<SmallDisk> mount(Path path, int megabytes) {
        try {
            Process mount = new ProcessBuilder(
                            "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", path.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(mount.getInputStream().readAllBytes(), UTF_8);
            if (mount.waitFor() == 0) {
                return Optional.of(new SmallDisk(path));
            }
            System.out.println("mount: " + said);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Takes space away. */
    void addBallast(int megabytes) {
        try (var ballast = Files.newOutputStream(path.resolve("ballast"))) {
            byte[] piece = new byte[MIB];
            for (int i = 0; i < megabytes; i++) {
                ballast.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the rest of the space away, to the last byte. */
    void fillUp() {
        try (var rest = Files.newOutputStream(path.resolve("ballast"), StandardOpenOption.APPEND)) {
            for (int size = MIB; size > 0; size /= 2) {
                appendWhilePossible(rest, new byte[size]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void appendWhilePossible(OutputStream rest, byte[] piece) {
        try {
            while (true) {
                rest.write(piece);
            }
        } catch (IOException noSpaceLeft) {
            // Smaller pieces may still have room.
        }
    }

    /** Gives the space back. */
    void dropBallast() {
        try {
            Files.delete(path.resolve("ballast"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many bytes are free. */
    long free() {
        try {
            FileStore store = Files.getFileStore(path);
            return store.getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Process unmount = new ProcessBuilder("umount", path.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(unmount.getInputStream().readAllBytes(), UTF_8);
            if (unmount.waitFor() != 0) {
                throw new IllegalStateException("umount " + path + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
