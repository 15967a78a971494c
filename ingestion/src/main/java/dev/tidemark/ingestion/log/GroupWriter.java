package dev.tidemark.ingestion.log;

import dev.tidemark.ingestion.log.AppendQueue.Pending;
import dev.tidemark.ingestion.log.AppendResult.Appended;
import dev.tidemark.ingestion.log.AppendResult.Refused;
import dev.tidemark.ingestion.log.SegmentSupply.Supplied;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes the log: takes all records that wait, writes them, syncs once, and tells everybody. While it syncs, the next group gathers.
 *
 * <p>After a group of several it lets the next one gather for a moment: a sync, and waking whoever waits for it, then costs less for each record than it delays
 * them. A record that comes alone is never delayed. PostgreSQL does the same by {@code commit_delay} and {@code commit_siblings}.
 *
 * <p>A failed write or sync leaves the file in a state nobody knows (Linux reports a failed sync once and then forgets it; see "Can Applications Recover
 * from fsync Failures?", Rebello et al., USENIX ATC 2020). So the file is left for good, and what was not acknowledged goes into a new one whole.
 */
final class GroupWriter implements Runnable {
    private static final int WRITE_BYTES = 1 << 20;
    private static final int ATTEMPTS = 2;

    /** A group of so many records is a sign that others are on their way. */
    private static final int SEVERAL = 4;

    /** From the beginning of such a group to the next. */
    private static final long GATHERING_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final AppendQueue queue;
    private final SegmentSupply supply;
    private final Segments segments;
    private final Tail tail;
    private final LogObserver observer;
    private final InstantSource clock;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(WRITE_BYTES);
    private @Nullable SegmentWriter active;

    GroupWriter(
            AppendQueue queue,
            SegmentSupply supply,
            Segments segments,
            Tail tail,
            LogObserver observer,
            InstantSource clock) {
        this.queue = queue;
        this.supply = supply;
        this.segments = segments;
        this.tail = tail;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public void run() {
        List<Pending> pending = queue.take();
        while (!pending.isEmpty()) {
            long began = System.nanoTime();
            commitAll(pending);
            if (pending.size() >= SEVERAL) {
                LockSupport.parkNanos(began + GATHERING_NANOS - System.nanoTime());
            }
            pending = queue.take();
        }
        finish();
    }

    private void commitAll(List<Pending> pending) {
        int from = 0;
        while (from < pending.size()) {
            from = commit(pending, from);
        }
    }

    /** Makes records from {@code from} on durable, as many as one segment takes, or refuses all; returns the index of the first one left. */
    private int commit(List<Pending> pending, int from) {
        for (int attempt = 1; ; attempt++) {
            try {
                return switch (writerFor(pending.get(from))) {
                    case Supplied.Ready(SegmentWriter writer) -> commit(writer, pending, from);
                    case Supplied.Unavailable(Refused refused) -> refuse(pending, from, refused);
                };
            } catch (IOException | RuntimeException | Error e) {
                abandon(e);
                if (attempt == ATTEMPTS) {
                    IOException cause = e instanceof IOException io ? io : new IOException(e.toString(), e);
                    return refuse(pending, from, supply.refusal(cause));
                }
            }
        }
    }

    private Supplied writerFor(Pending record) throws IOException {
        SegmentWriter current = active;
        if (current != null && current.fits(record.bytes().length)) {
            return new Supplied.Ready(current);
        }
        Supplied supplied = supply.take(tail.end(), buffer);
        if (supplied instanceof Supplied.Ready(SegmentWriter writer)) {
            active = writer;
            if (current != null) {
                current.close();
            }
        }
        return supplied;
    }

    private int commit(SegmentWriter writer, List<Pending> pending, int from) throws IOException {
        long start = System.nanoTime();
        long group = writer.position();
        long sequence = tail.end().sequence();
        long now = clock.millis();
        int to = from;
        while (to < pending.size() && writer.fits(pending.get(to).bytes().length)) {
            writer.add(pending.get(to).bytes(), sequence + (to - from), now, group);
            to++;
        }
        writer.write();
        long written = System.nanoTime();
        writer.sync();
        long synced = System.nanoTime();
        tail.advance(new Tail.End(writer.position(), sequence + (to - from)));
        acknowledge(pending.subList(from, to), group);
        observer.committed(
                to - from,
                writer.position() - group,
                Duration.ofNanos(written - start),
                Duration.ofNanos(synced - written));
        return to;
    }

    private static void acknowledge(List<Pending> group, long start) {
        long position = start;
        for (Pending record : group) {
            record.stage().complete(new Appended(position));
            position += RecordFormat.RECORD_HEADER_BYTES + record.bytes().length;
        }
    }

    private int refuse(List<Pending> pending, int from, Refused refused) {
        for (Pending record : pending.subList(from, pending.size())) {
            observer.refused(refused.reason());
            record.stage().complete(refused);
        }
        return pending.size();
    }

    /** Leaves a file that failed, cutting off what was not acknowledged so that a restart does not bring it back. */
    private void abandon(Throwable failure) {
        SegmentWriter failed = active;
        active = null;
        if (failed == null) {
            observer.trouble("the event log failed", failure);
            return;
        }
        observer.trouble(
                "the event log leaves %s after a failure"
                        .formatted(failed.segment().path()),
                failure);
        try (failed) {
            segments.put(failed.truncate(tail.end().position()));
        } catch (IOException e) {
            observer.trouble("cannot cut off %s".formatted(failed.segment().path()), e);
        }
    }

    /** Marks that all of the segment was durable, and gives back the space it did not need. */
    private void finish() {
        SegmentWriter last = active;
        if (last == null) {
            return;
        }
        try (last) {
            long end = last.position();
            last.add(new byte[0], tail.end().sequence(), clock.millis(), end);
            last.write();
            last.sync();
            last.truncate(last.position());
        } catch (IOException e) {
            observer.trouble("cannot finish %s".formatted(last.segment().path()), e);
        }
    }
}
