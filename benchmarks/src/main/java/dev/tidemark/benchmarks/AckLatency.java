package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Posts events at a fixed rate and records how long each answer took, counted from when the request was due, so that a stall counts
 * for every request it delays.
 */
final class AckLatency {

    private static final int CONNECTIONS = 16;

    private final ServerUnderTest server;

    AckLatency(ServerUnderTest server) {
        this.server = server;
    }

    /** The latencies, in microseconds, of so many events per second in batches of the given size. */
    Histogram measure(int eventsPerSecond, int batch, Duration length, long seed)
            throws IOException, InterruptedException {
        Histogram latencies = new ConcurrentHistogram(60_000_000L, 3);
        long interval = 1_000_000_000L * batch * CONNECTIONS / eventsPerSecond;
        long start = System.nanoTime() + 500_000_000L;
        List<Callable<Boolean>> senders = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            long first = start + interval * i / CONNECTIONS;
            Workload workload = new Workload(seed + i);
            senders.add(() -> send(workload, batch, first, interval, start + length.toNanos(), latencies));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Boolean> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e);
        }
        return latencies;
    }

    private boolean send(Workload workload, int batch, long first, long interval, long end, Histogram latencies)
            throws IOException {
        try (HttpConnection connection = new HttpConnection(server.port(), "/v1/events", ServerUnderTest.WRITE_KEY)) {
            for (long due = first; due < end; due += interval) {
                byte[] body = workload.body(batch, Instant.now(), Duration.ofMinutes(1));
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                int status = connection.post(body);
                if (status != 202) {
                    throw new IOException("the server answered " + status + ", expected 202");
                }
                latencies.recordValue((System.nanoTime() - due) / 1000);
            }
        }
        return true;
    }
}
