package dev.tidemark.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * A tenant that posts at a fixed rate, or as fast as it is answered, whatever the answers are; it never waits as it is told to. Ends when it is closed or
 * out of bodies.
 */
final class Flood implements AutoCloseable {

    private static final int CONNECTIONS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final List<Future<Map<Integer, Integer>>> senders = new ArrayList<>();
    private volatile boolean stopped;

    private Flood() {}

    /**
     * Begins at once.
     *
     * @param bodies sent in this order, then again from the first
     * @param bodiesPerSecond 0 for as fast as it is answered
     */
    static Flood start(int port, String key, List<byte[]> bodies, int bodiesPerSecond) {
        Flood flood = new Flood();
        long interval = bodiesPerSecond == 0 ? 0 : 1_000_000_000L * CONNECTIONS / bodiesPerSecond;
        long start = System.nanoTime();
        for (int i = 0; i < CONNECTIONS; i++) {
            int first = i;
            flood.senders.add(flood.threads.submit(
                    () -> flood.send(port, key, bodies, first, start + interval * first / CONNECTIONS, interval)));
        }
        return flood;
    }

    private Map<Integer, Integer> send(int port, String key, List<byte[]> bodies, int first, long begin, long interval)
            throws IOException {
        Map<Integer, Integer> answers = new TreeMap<>();
        try (HttpConnection connection = new HttpConnection(port, "/v1/events", key)) {
            long due = begin;
            for (int i = first; !stopped; i += CONNECTIONS) {
                for (long wait = due - System.nanoTime(); interval > 0 && wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                due += interval;
                answers.merge(connection.post(bodies.get(i % bodies.size())), 1, Integer::sum);
            }
        }
        return answers;
    }

    /** Stops it and tells how often it was answered with which status. */
    Map<Integer, Integer> stop() throws IOException, InterruptedException {
        stopped = true;
        Map<Integer, Integer> answers = new TreeMap<>();
        try {
            for (Future<Map<Integer, Integer>> sender : senders) {
                sender.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection of the flood failed", e);
        }
        return answers;
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
