package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.AppendResult.Reason;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes segments one ahead, in the background: files of the full size, written with zeros and synced. So the writing thread does not wait when it moves on, a
 * sync need not journal a new file size or new blocks, and a full disk is met here, before anything of a record is written.
 */
final class SegmentSupply implements AutoCloseable {
    static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int PIECE_BYTES = 1 << 20;
    private static final int SYNC_EVERY_BYTES = 8 << 20;

    private final LogSettings settings;
    private final Channels channels;
    private final Segments segments;
    private final SecureRandom random = new SecureRandom();
    private final Path spare;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("log-segments").daemon().factory());
    private @Nullable CompletableFuture<Supply> preparing;
    private volatile long spareBytes;

    SegmentSupply(LogSettings settings, Channels channels, Segments segments) {
        this.settings = settings;
        this.channels = channels;
        this.segments = segments;
        this.spare = settings.directory().resolve("spare");
    }

    private sealed interface Supply {
        record Ready() implements Supply {}

        record Failed(Refused refused, long nanoTime) implements Supply {}
    }

    /** A segment to write, or why there is none. */
    sealed interface Supplied {
        record Ready(SegmentWriter writer) implements Supplied {}

        record Unavailable(Refused refused) implements Supplied {}
    }

    /** Space taken by the segment made ahead. */
    long spareBytes() {
        return spareBytes;
    }

    /** The next segment, beginning at {@code end}; waits if it is just being made. */
    Supplied take(Tail.End end, ByteBuffer buffer) {
        return switch (prepared()) {
            case Supply.Failed(Refused refused, long _) -> new Supplied.Unavailable(refused);
            case Supply.Ready() -> activate(end, buffer);
        };
    }

    private Supply prepared() {
        CompletableFuture<Supply> current = preparing;
        if (current == null || (current.isDone() && isStale(current.join()))) {
            current = CompletableFuture.supplyAsync(this::prepare, executor);
            preparing = current;
        }
        return current.join();
    }

    private boolean isStale(Supply supply) {
        return supply instanceof Supply.Failed(Refused refused, long since)
                && (refused.reason() == Reason.LOG_FULL
                        ? !isFull()
                        : System.nanoTime() - since > RETRY_AFTER.toNanos());
    }

    private boolean isFull() {
        return segments.bytes() + settings.segmentBytes() > settings.maxBytes();
    }

    private Supply prepare() {
        try {
            if (isFull()) {
                return failed(
                        Reason.LOG_FULL,
                        "The event log %s is full: it may take %d bytes. Look which store is behind, or allow more."
                                .formatted(settings.directory(), settings.maxBytes()));
            }
            if (!Files.exists(spare) || Files.size(spare) != settings.segmentBytes()) {
                makeSpare();
            }
            spareBytes = settings.segmentBytes();
            return new Supply.Ready();
        } catch (IOException e) {
            return failed(e);
        } catch (RuntimeException e) {
            return failed(new IOException(e.toString(), e));
        }
    }

    private void makeSpare() throws IOException {
        long usable = Files.getFileStore(settings.directory()).getUsableSpace();
        if (usable < settings.segmentBytes()) {
            throw new NoSpaceException(
                    "%d bytes are free, a segment needs %d".formatted(usable, settings.segmentBytes()));
        }
        Path unfinished = settings.directory().resolve("spare.tmp");
        try {
            writeZeros(unfinished);
            Files.move(unfinished, spare, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private void writeZeros(Path path) throws IOException {
        try (FileChannel channel = channels.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(PIECE_BYTES, settings.segmentBytes()));
            for (long at = 0; at < settings.segmentBytes(); ) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), settings.segmentBytes() - at));
                at += channel.write(zeros, at);
                if (at % SYNC_EVERY_BYTES == 0) {
                    channel.force(false); // or the log's own syncs would queue behind one long write
                }
            }
            channel.force(true);
        }
    }

    /** Gives the file made ahead its header and its name. */
    private Supplied activate(Tail.End end, ByteBuffer buffer) {
        preparing = null;
        Path path = Segment.path(settings.directory(), end.position());
        Segment segment = new Segment(path, end.position(), end.sequence(), random.nextLong(), settings.segmentBytes());
        try {
            FileChannel channel = channels.open(spare, StandardOpenOption.WRITE);
            try {
                channel.write(RecordFormat.segmentHeader(segment.base(), segment.firstSequence(), segment.salt()), 0);
                channel.force(false);
                Files.move(spare, path, StandardCopyOption.ATOMIC_MOVE);
                Channels.syncDirectory(settings.directory());
            } catch (IOException e) {
                channel.close();
                Files.deleteIfExists(spare);
                Files.deleteIfExists(path);
                throw e;
            }
            spareBytes = 0;
            segments.put(segment);
            preparing = CompletableFuture.supplyAsync(this::prepare, executor);
            return new Supplied.Ready(new SegmentWriter(segment, channel, buffer));
        } catch (IOException e) {
            Supply.Failed failed = failed(e);
            preparing = CompletableFuture.completedFuture(failed);
            return new Supplied.Unavailable(failed.refused());
        }
    }

    /** Turns a failure of the disk into a refusal. */
    Refused refusal(IOException e) {
        boolean full =
                e instanceof NoSpaceException || String.valueOf(e.getMessage()).contains("No space left");
        String todo = full ? "Free some space" : "Look at the disk and the system's log";
        return new Refused(
                full ? Reason.DISK_FULL : Reason.DISK_FAILED,
                "The event log cannot write to %s: %s. %s; it goes on by itself."
                        .formatted(settings.directory(), e.getMessage(), todo),
                RETRY_AFTER);
    }

    private Supply.Failed failed(IOException e) {
        return new Supply.Failed(refusal(e), System.nanoTime());
    }

    private static Supply.Failed failed(Reason reason, String message) {
        return new Supply.Failed(new Refused(reason, message, RETRY_AFTER), System.nanoTime());
    }

    @Override
    public void close() {
        executor.shutdown();
        try {
            executor.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class NoSpaceException extends IOException {
        private static final long serialVersionUID = 1L;

        NoSpaceException(String message) {
            super(message);
        }
    }
}
