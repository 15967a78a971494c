package dev.tidemark.storage.citus;

import dev.tidemark.testkit.contract.MixedHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntUnaryOperator;

/** Writers at once, by turns of each of some servers. */
final class EightWriters {

    static final int WRITERS = 8;

    /** How many events each writes. */
    static final int EVENTS = 500;

    private static final int SIZE = 25;

    private EightWriters() {}

    /**
     * Returns when all is written.
     *
     * @param beginning the number of a writer's first event
     */
    static void write(List<CitusStorage> servers, IntUnaryOperator beginning) throws Exception {
        List<Future<?>> writing = new ArrayList<>();
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                CitusStorage server = servers.get(writer % servers.size());
                int from = beginning.applyAsInt(writer);
                writing.add(writers.submit(() -> write(server, from)));
            }
        }
        for (Future<?> writer : writing) {
            writer.get();
        }
    }

    private static void write(CitusStorage server, int from) {
        for (int first = from; first < from + EVENTS; first += SIZE) {
            server.eventWriter().append(MixedHistory.batch(first, first + SIZE));
        }
    }
}
