package dev.tidemark.ingestion.log;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.log.AppendQueue.Pending;
import dev.tidemark.ingestion.log.AppendResult.Reason;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import dev.tidemark.ingestion.log.LogFigures.Backlog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The event log on local disk, for one process; see {@code docs/adr/0020-event-log.md}. */
public final class LocalEventLog implements EventLog {
    private final LogSettings settings;
    private final Channels channels;
    private final LogDirectory directory;
    private final LogObserver observer;
    private final Segments segments;
    private final Cursors cursors;
    private final Damages damages;
    private final Tail tail;
    private final AppendQueue queue;
    private final SegmentSupply supply;
    private final Thread writer;

    private LocalEventLog(
            LogSettings settings,
            Channels channels,
            LogDirectory directory,
            OpenedLog opened,
            LogObserver observer,
            InstantSource clock) {
        this.settings = settings;
        this.channels = channels;
        this.directory = directory;
        this.observer = observer;
        this.segments = opened.segments();
        this.cursors = opened.cursors();
        this.damages = opened.damages();
        this.tail = new Tail(opened.end());
        this.queue = new AppendQueue(settings.pendingBytes());
        this.supply = new SegmentSupply(settings, channels, segments);
        this.writer = Thread.ofPlatform()
                .name("log-writer")
                .daemon()
                .unstarted(new GroupWriter(queue, supply, segments, tail, observer, clock));
    }

    /**
     * Opens the log, makes its directory if there is none, and cuts off a torn tail. Acknowledged records that are unreadable are left out, and the observer is told.
     *
     * @throws LogCorruptException if files are missing, or of another time; the message says which and what to do
     * @throws IllegalStateException if another process has the log open
     * @throws UncheckedIOException if the disk fails
     */
    public static LocalEventLog open(LogSettings settings, LogObserver observer, InstantSource clock) {
        return open(settings, observer, clock, FileChannel::open);
    }

    static LocalEventLog open(LogSettings settings, LogObserver observer, InstantSource clock, Channels channels) {
        try {
            LogDirectory directory = LogDirectory.lock(settings.directory());
            try {
                OpenedLog opened = OpenedLog.open(directory, settings.directory(), channels, observer);
                LocalEventLog log = new LocalEventLog(settings, channels, directory, opened, observer, clock);
                log.writer.start();
                return log;
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the event log " + settings.directory(), e);
        }
    }

    @Override
    public CompletionStage<AppendResult> append(byte[] record) {
        return append(record, "");
    }

    @Override
    public CompletionStage<AppendResult> append(byte[] record, String flow) {
        requireNonNull(record, "record is null");
        if (record.length == 0) {
            throw new IllegalArgumentException("record is empty");
        }
        if (record.length > settings.maxRecordBytes()) {
            return refused(
                    Reason.TOO_LARGE,
                    "A record of %d bytes is more than the event log takes, which is %d."
                            .formatted(record.length, settings.maxRecordBytes()),
                    Duration.ZERO);
        }
        CompletableFuture<AppendResult> stage = new CompletableFuture<>();
        return switch (queue.offer(new Pending(record, stage), flow)) {
            case TAKEN -> stage;
            case BUSY ->
                refused(
                        Reason.BUSY,
                        "More than %d bytes wait to be written to the event log.".formatted(settings.pendingBytes()),
                        SegmentSupply.RETRY_AFTER);
            case CLOSED ->
                refused(Reason.CLOSED, "The event log is closed: the server is stopping.", SegmentSupply.RETRY_AFTER);
        };
    }

    private CompletionStage<AppendResult> refused(Reason reason, String message, Duration retryAfter) {
        observer.refused(reason);
        return CompletableFuture.completedFuture(new Refused(reason, message, retryAfter));
    }

    @Override
    public LogReader reader(String name) {
        synchronized (cursors) {
            try {
                Cursor cursor =
                        cursors.register(name, segments.oldest(tail.end().position()));
                cursor.use();
                return new LocalLogReader(this, segments, tail, channels, damages, cursor);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make cursor " + name, e);
            }
        }
    }

    @Override
    public void forget(String name) {
        synchronized (cursors) {
            try {
                cursors.forget(name);
                deletePassed();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove cursor " + name, e);
            }
        }
    }

    @Override
    public void skip(String name, String to) {
        synchronized (cursors) {
            save(cursors.named(name), cursors.named(to).saved());
        }
    }

    void save(Cursor cursor, long position) {
        synchronized (cursors) {
            if (position <= cursor.saved()) {
                return;
            }
            try {
                cursor.save(position);
                deletePassed();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot save cursor " + cursor.path(), e);
            }
        }
    }

    private void deletePassed() throws IOException {
        Optional<Cursor> hindmost = cursors.hindmost();
        if (hindmost.isPresent()) {
            segments.deleteBefore(hindmost.get().saved());
        }
    }

    @Override
    public LogFigures figures() {
        synchronized (cursors) {
            Tail.End end = tail.end();
            List<Backlog> backlogs = new ArrayList<>();
            for (Cursor cursor : cursors.all()) {
                backlogs.add(backlog(cursor, end));
            }
            return new LogFigures(
                    segments.bytes() + supply.spareBytes(), settings.maxBytes(), backlogs, damages.figures());
        }
    }

    private Backlog backlog(Cursor cursor, Tail.End end) {
        Optional<Segment> segment = segments.holding(cursor.saved());
        if (cursor.saved() >= end.position() || segment.isEmpty()) {
            return new Backlog(cursor.name(), 0, 0, Optional.empty());
        }
        long position = Math.max(cursor.saved(), segment.get().base());
        try (SegmentReader reader = new SegmentReader(channels, segment.get(), RecordFormat.RECORD_HEADER_BYTES)) {
            RecordFormat.Header oldest = reader.peek(position, end.position());
            if (oldest.sequence() < segment.get().firstSequence() || oldest.sequence() > end.sequence()) {
                return unreadable(cursor, segment.get(), end, end.position() - position);
            }
            long records = end.sequence() - oldest.sequence();
            return records == 0
                    ? new Backlog(cursor.name(), 0, 0, Optional.empty())
                    : new Backlog(
                            cursor.name(),
                            records,
                            end.position() - position,
                            Optional.of(Instant.ofEpochMilli(oldest.appendedAt())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + segment.get().path(), e);
        }
    }

    /** Where the oldest record is damaged: the most that it can be. */
    private static Backlog unreadable(Cursor cursor, Segment segment, Tail.End end, long bytes) {
        return new Backlog(cursor.name(), end.sequence() - segment.firstSequence(), bytes, Optional.empty());
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was appended is made durable first
            }
        }
        supply.close();
        try (directory;
                cursors) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the event log " + settings.directory(), e);
        }
    }
}
