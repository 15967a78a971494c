package dev.tidemark.app.exports;

import com.github.luben.zstd.Zstd;
import dev.tidemark.app.exports.Manifest.TenantFile;
import dev.tidemark.app.imports.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends pages to the file of a tenant, each compressed on its own: such pages one behind the other are a file that every reader of zstd reads as one. What the
 * manifest does not know of is cut off when the file is opened again.
 */
final class TenantExport implements Closeable {
    private static final int LEVEL = 3;

    private final FileChannel channel;
    private TenantFile written;

    private TenantExport(FileChannel channel, TenantFile written) {
        this.channel = channel;
        this.written = written;
    }

    static TenantExport open(Path file, TenantFile known) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            lock(channel, file);
            if (channel.size() < known.bytes()) {
                throw new TransferException(file + " has " + channel.size() + " bytes, expected " + known.bytes()
                        + " or more; it is not what was exported. --restart exports anew");
            }
            channel.truncate(known.bytes()).position(known.bytes());
            return new TenantExport(channel, known);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @SuppressWarnings("MustBeClosed") // ends with the channel
    private static void lock(FileChannel channel, Path file) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new TransferException(
                    "another export is writing " + file + "; wait for it, or choose another directory");
        }
    }

    void append(EventPages.Page page) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(page.events() == 0 ? new byte[0] : Zstd.compress(page.lines(), LEVEL));
        long length = frame.remaining();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
        written = new TenantFile(
                written.tenant(),
                written.file(),
                written.events() + page.events(),
                written.bytes() + length,
                page.next().orElse(null),
                page.next().isEmpty());
    }

    /** What has been written, on disk for good. */
    TenantFile sync() throws IOException {
        channel.force(false);
        return written;
    }

    TenantFile written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
