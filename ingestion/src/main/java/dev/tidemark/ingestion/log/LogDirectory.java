package dev.tidemark.ingestion.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of a log, locked against other processes. */
final class LogDirectory implements Closeable {
    private final Path path;
    private final FileChannel lockChannel;

    private LogDirectory(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    static LogDirectory lock(Path path) throws IOException {
        Files.createDirectories(path);
        Path file = path.resolve("lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            String owner = Files.readString(file).strip();
            channel.close();
            throw new IllegalStateException(
                    "The event log %s is in use by process %s. Stop that process, or give this one another data directory."
                            .formatted(path, owner.isEmpty() ? "(unknown)" : owner));
        }
        sign(channel);
        return new LogDirectory(path, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this process
        }
    }

    /** Notes who holds the lock, for the message above; a full disk is no reason to stop. */
    private static void sign(FileChannel channel) {
        try {
            String pid = Long.toString(ProcessHandle.current().pid());
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
            System.getLogger(LogDirectory.class.getName()).log(System.Logger.Level.DEBUG, "cannot sign the lock", e);
        }
    }

    /** Files whose names end so, in the order of their names. */
    List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        lockChannel.close();
    }
}
