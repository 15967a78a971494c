package dev.tidemark.benchmarks;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Posts bodies at a fixed rate by one thread. A connection that is free takes the next one, as clients do that know nothing of each other; if none is, it
 * waits, and its wait counts.
 */
final class PacedSenders implements AutoCloseable {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    /** How late an answer may be noticed while the next request is due within a millisecond, which a selector cannot tell. */
    private static final long NAP = TimeUnit.MICROSECONDS.toNanos(100);

    private final Histogram latencies = new Histogram(LONGEST_MICROS, 3);
    private final Selector selector;
    private final Queue<Exchange> free = new ArrayDeque<>();
    private final Map<Exchange, Long> due = new HashMap<>();

    private PacedSenders(int port, int connections) throws IOException {
        this.selector = Selector.open();
        for (int i = 0; i < connections; i++) {
            free.add(new Exchange(selector, port, "/v1/events"));
        }
    }

    /**
     * Posts all bodies and returns when the last one is answered.
     *
     * @param bodies asked for one after the other, each before it is due
     * @param interval nanoseconds from one body to the next
     * @return microseconds from when each was due until its answer was there
     */
    static Histogram post(int port, int connections, long interval, Iterator<byte[]> bodies) throws IOException {
        try (PacedSenders senders = new PacedSenders(port, connections)) {
            senders.post(bodies, interval);
            return senders.latencies;
        }
    }

    private void post(Iterator<byte[]> bodies, long interval) throws IOException {
        Optional<byte[]> body = following(bodies);
        long next = System.nanoTime();
        while (body.isPresent() || !due.isEmpty()) {
            if (body.isPresent() && !free.isEmpty() && System.nanoTime() >= next) {
                send(body.get(), next);
                body = following(bodies);
                next += interval;
            } else {
                await(body.isPresent() && !free.isEmpty() ? next - System.nanoTime() : Long.MAX_VALUE);
            }
        }
    }

    /** Made before it is due. */
    private static Optional<byte[]> following(Iterator<byte[]> bodies) {
        return bodies.hasNext() ? Optional.of(bodies.next()) : Optional.empty();
    }

    private void send(byte[] body, long since) throws IOException {
        Exchange exchange = free.remove();
        due.put(exchange, since);
        exchange.send(body);
    }

    /** Waits for answers, no longer than so many nanoseconds. */
    private void await(long nanos) throws IOException {
        if (nanos >= MILLISECOND) {
            selector.select(TimeUnit.NANOSECONDS.toMillis(nanos));
        } else {
            LockSupport.parkNanos(Math.min(nanos, NAP));
            selector.selectNow();
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Exchange exchange = (Exchange) key.attachment();
            if (key.isWritable()) {
                exchange.goOn();
            } else {
                take(exchange, exchange.receive());
            }
        }
        selector.selectedKeys().clear();
    }

    private void take(Exchange exchange, int status) throws IOException {
        if (status == 202) {
            Long since = due.remove(exchange);
            latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since));
            free.add(exchange);
        } else if (status != 0) {
            throw new IOException("the server answered " + status + ", expected 202");
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            ((Exchange) key.attachment()).close();
        }
        selector.close();
    }
}
