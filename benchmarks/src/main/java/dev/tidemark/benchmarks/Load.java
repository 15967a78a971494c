package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

/** Posts events as fast as the server takes them, over several connections, until a given number is accepted. */
final class Load {

    private static final int CONNECTIONS = 8;

    private final ServerUnderTest server;
    private final LongFunction<Workload> workloads;

    /** @param workloads makes the events of a seed */
    Load(ServerUnderTest server, LongFunction<Workload> workloads) {
        this.server = server;
        this.workloads = workloads;
    }

    /** Posts new events of this moment in batches of the given size and waits until all can be queried. */
    LoadResult run(int batch, long events, long seed) throws IOException, InterruptedException {
        List<List<byte[]>> bodies = prepare(batch, events, seed, Instant.now(), Duration.ofMinutes(5));
        long sent = bodies.stream().mapToLong(List::size).sum() * batch;
        long before = server.storedEvents();
        ProcessFigures start = server.figures();
        Map<String, Double> threadsBefore = server.threadSeconds();
        long started = System.nanoTime();
        post(bodies);
        double accepting = (System.nanoTime() - started) / 1e9;
        storeRest();
        server.awaitStored(before + sent + 1);
        double storing = (System.nanoTime() - started) / 1e9;
        ProcessFigures end = server.figures();
        return new LoadResult(
                batch,
                sent,
                sent / accepting,
                sent / storing,
                end.cpuSeconds() - start.cpuSeconds(),
                ThreadTimes.since(threadsBefore, server.threadSeconds()),
                end.residentBytes());
    }

    /** Fills the store with events of one past day. */
    void fill(long events, Instant endOfDay, long seed) throws IOException, InterruptedException {
        post(prepare(1000, events, seed, endOfDay, Duration.ofHours(24)));
    }

    private List<List<byte[]>> prepare(int batch, long events, long seed, Instant latest, Duration spread) {
        Workload workload = workloads.apply(seed);
        List<List<byte[]>> bodies = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            bodies.add(new ArrayList<>());
        }
        for (long i = 0; i < events / batch; i++) {
            bodies.get((int) (i % CONNECTIONS)).add(workload.body(batch, latest, spread));
        }
        return bodies;
    }

    /** Sends one event that has to be stored at once, or the last ones would wait for a batch to fill up. */
    private void storeRest() throws IOException {
        try (HttpConnection connection =
                new HttpConnection(server.port(), "/v1/events?wait=stored", ServerUnderTest.WRITE_KEY)) {
            byte[] event = workloads.apply(System.nanoTime()).body(1, Instant.now(), Duration.ofMinutes(1));
            int status = connection.post(event);
            if (status != 200 && status != 202) {
                throw new IOException("the last event was answered " + status + ", expected 200 or 202");
            }
        }
    }

    private void post(List<List<byte[]>> bodies) throws IOException, InterruptedException {
        List<Callable<Boolean>> senders = bodies.stream()
                .<Callable<Boolean>>map(list -> () -> postAll(list))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<Boolean> sender : threads.invokeAll(senders)) {
                sender.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a connection failed", e);
        }
    }

    private boolean postAll(List<byte[]> bodies) throws IOException, InterruptedException {
        try (HttpConnection connection = new HttpConnection(server.port(), "/v1/events", ServerUnderTest.WRITE_KEY)) {
            for (byte[] body : bodies) {
                int status = connection.post(body);
                while (status == 503 || status == 429) {
                    Thread.sleep(200);
                    status = connection.post(body);
                }
                if (status != 202) {
                    throw new IOException("the server answered " + status + ", expected 202");
                }
            }
        }
        return true;
    }
}
