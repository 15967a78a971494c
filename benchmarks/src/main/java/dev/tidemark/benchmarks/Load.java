package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Posts events as fast as the server takes them, over several connections, until a given number is accepted. */
final class Load {

    /** Of many small clients, each of which waits for its answer. */
    static final int CONNECTIONS_OF_SINGLE_EVENTS = 64;

    static final int CONNECTIONS_OF_BATCHES = 8;

    /** Longer than the embedded store keeps the engine's threads for another question: a load comes while nobody asks. */
    private static final Duration AFTER_QUESTION = Duration.ofSeconds(3);

    private final ServerUnderTest server;
    private final LongFunction<Workload> workloads;

    /** @param workloads makes the events of a seed */
    Load(ServerUnderTest server, LongFunction<Workload> workloads) {
        this.server = server;
        this.workloads = workloads;
    }

    /** Over so many connections a load of such batches comes. */
    static int connections(int batch) {
        return batch == 1 ? CONNECTIONS_OF_SINGLE_EVENTS : CONNECTIONS_OF_BATCHES;
    }

    /** Posts new events of this moment in batches of the given size and waits until all can be queried. */
    LoadResult run(int batch, long events, long seed) throws IOException, InterruptedException {
        List<byte[]> bodies = prepare(batch, events, seed, Instant.now(), Duration.ofMinutes(5));
        long sent = (long) bodies.size() * batch;
        long before = server.storedEvents();
        Thread.sleep(AFTER_QUESTION);
        ProcessFigures start = server.figures();
        double allocatedBefore = server.allocatedBytes();
        Map<String, Double> threadsBefore = server.threadSeconds();
        long started = System.nanoTime();
        Senders.post(server.port(), connections(batch), bodies);
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
                server.allocatedBytes() - allocatedBefore,
                end.residentBytes());
    }

    /** Fills the store with events of one past day. */
    void fill(long events, Instant endOfDay, long seed) throws IOException {
        Senders.post(
                server.port(), CONNECTIONS_OF_BATCHES, prepare(1000, events, seed, endOfDay, Duration.ofHours(24)));
    }

    private List<byte[]> prepare(int batch, long events, long seed, Instant latest, Duration spread) {
        Workload workload = workloads.apply(seed);
        List<byte[]> bodies = new ArrayList<>();
        for (long i = 0; i < events / batch; i++) {
            bodies.add(workload.body(batch, latest, spread));
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
}
