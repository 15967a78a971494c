package dev.tidemark.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Posts events at a fixed rate, whatever the answers take, and records how long each answer took, counted from when the request was due, so that a stall counts
 * for every request it delays.
 */
final class AckLatency {

    private static final int CONNECTIONS_OF_BATCHES = 16;

    private final ServerUnderTest server;

    AckLatency(ServerUnderTest server) {
        this.server = server;
    }

    /** Over so many connections such batches come. */
    static int connections(int batch) {
        return batch == 1 ? Load.CONNECTIONS_OF_SINGLE_EVENTS : CONNECTIONS_OF_BATCHES;
    }

    /** The latencies, in microseconds, of so many events per second in batches of the given size. */
    Histogram measure(int eventsPerSecond, int batch, Duration length, long seed) throws IOException {
        Workload workload = new Workload(seed);
        Stream<byte[]> bodies = Stream.generate(() -> workload.body(batch, Instant.now(), Duration.ofMinutes(1)))
                .limit(length.toSeconds() * eventsPerSecond / batch);
        return PacedSenders.post(
                server.port(), connections(batch), 1_000_000_000L * batch / eventsPerSecond, bodies.iterator());
    }
}
