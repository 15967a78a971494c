package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.kafka.Beginning.Start;
import dev.tidemark.ingestion.log.LogReader;
import dev.tidemark.ingestion.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the consumer has fetched of one partition, for the one who delivers it. Positions are offsets. Holds a bounded number of bytes: beyond it the consumer is asked to pause the partition.
 */
final class PartitionReader implements LogReader {
    private static final int MOST_BYTES = 8 << 20;
    private static final long GATE_NANOS = 100_000_000;

    private final int partition;
    private final Offsets offsets;
    private final Gate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private long bytes;
    private long position;
    private long saved;
    private long lastAwaited = -1;
    private String note;
    private boolean woken;
    private boolean lost;
    private boolean seeking;

    /** The consumer that reads the partition, on whose thread this happens. */
    interface Offsets {
        /**
         * Returns when the brokers have it.
         *
         * @param note is kept with it
         * @param check run just before; throws if the partition is not to be touched any more: the brokers know who is in the group, and not who has which partition
         */
        void commit(int partition, long offset, String note, Runnable check) throws IOException;

        /** Fetches from there on. */
        void seek(int partition, long offset, Runnable done);
    }

    PartitionReader(int partition, Start start, Offsets offsets, Gate gate) {
        this.partition = partition;
        this.saved = start.offset();
        this.position = start.offset();
        this.note = start.note();
        this.offsets = offsets;
        this.gate = gate;
    }

    int partition() {
        return partition;
    }

    /** Takes what was fetched; whether there is room for more. Called by the consumer's thread. */
    boolean offer(List<ConsumerRecord<byte[], byte[]>> records) {
        lock.lock();
        try {
            if (!seeking && !lost) {
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    fetched.add(record);
                    bytes += size(record);
                }
                changed.signalAll();
            }
            return bytes < MOST_BYTES;
        } finally {
            lock.unlock();
        }
    }

    private static int size(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedValueSize());
    }

    /** The partition is another process's. */
    void lose() {
        lock.lock();
        try {
            lost = true;
            fetched.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<LogRecord> read(int maxBytes, Duration wait) {
        List<ConsumerRecord<byte[], byte[]>> next = awaitNext(maxBytes, wait);
        int passing = gate.pass(next);
        if (passing == 0 && !next.isEmpty()) {
            awaitGate(wait);
        }
        return taken(next.subList(0, passing));
    }

    private void awaitGate(Duration wait) {
        long left = Math.min(wait.toNanos(), GATE_NANOS);
        lock.lock();
        try {
            while (!woken && !lost && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitNext(int maxBytes, Duration wait) {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (fetched.isEmpty() && !woken && !lost && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            List<ConsumerRecord<byte[], byte[]>> next = new ArrayList<>();
            long size = 0;
            for (ConsumerRecord<byte[], byte[]> record : fetched) {
                if (size > maxBytes) {
                    break;
                }
                next.add(record);
                size += size(record);
            }
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<LogRecord> taken(List<ConsumerRecord<byte[], byte[]>> next) {
        List<LogRecord> records = new ArrayList<>(next.size());
        lock.lock();
        try {
            for (ConsumerRecord<byte[], byte[]> record : next) {
                fetched.remove();
                bytes -= size(record);
                position = record.offset() + 1;
                if (Headers.isOwn(record)) {
                    records.add(new LogRecord(
                            record.offset(), position, Instant.ofEpochMilli(record.timestamp()), record.value()));
                }
                if (gate.heedsWaiting() && Headers.isAwaited(record)) {
                    lastAwaited = record.offset();
                }
            }
            return records;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the consumer, if it was asked to pause, may go on. */
    boolean hasRoom() {
        lock.lock();
        try {
            return bytes < MOST_BYTES / 2;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long position() {
        lock.lock();
        try {
            return position;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long saved() {
        lock.lock();
        try {
            return saved;
        } finally {
            lock.unlock();
        }
    }

    /** What is saved with each offset. */
    String note() {
        lock.lock();
        try {
            return note;
        } finally {
            lock.unlock();
        }
    }

    /** Has this saved with each offset from now on. */
    void note(String text) {
        lock.lock();
        try {
            note = text;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void save(long to) {
        try {
            offsets.commit(partition, to, note(), this::requireOwn);
        } catch (IOException e) {
            throw new UncheckedIOException("the offset of partition " + partition + " was not saved", e);
        }
        lock.lock();
        try {
            saved = Math.max(saved, to);
        } finally {
            lock.unlock();
        }
    }

    private void requireOwn() {
        lock.lock();
        try {
            if (lost) {
                throw new IllegalStateException("partition " + partition + " is another process's by now");
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rewind() {
        long to;
        lock.lock();
        try {
            seeking = true;
            fetched.clear();
            bytes = 0;
            position = saved;
            to = saved;
        } finally {
            lock.unlock();
        }
        offsets.seek(partition, to, this::sought);
    }

    private void sought() {
        lock.lock();
        try {
            seeking = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isAwaited() {
        lock.lock();
        try {
            return lastAwaited >= saved;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void wakeUp() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lose(); // whoever reads the partition next begins with what is saved
    }
}
