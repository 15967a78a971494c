package dev.tidemark.app.endtoend;

import dev.tidemark.app.endtoend.Ledger.Fate;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Several writers that send batches until they are stopped, or have sent as much as can be asked for. */
final class Load implements AutoCloseable {
    private static final int WRITERS = 4;
    private static final int PAUSE = Setting.number("TIDEMARK_CRASH_PAUSE", 200);

    /** As many events as one question can tell apart, with room for what is under way. */
    private static final int MOST = 80_000;

    private final Api api;
    private final Ledger ledger;
    private final ExecutorService executor = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<?>> writers = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private volatile boolean stopping;

    private Load(Api api, Ledger ledger) {
        this.api = api;
        this.ledger = ledger;
    }

    /** @param seed what is sent depends on nothing else */
    static Load start(Api api, Ledger ledger, long seed) {
        return start(api, ledger, seed, PAUSE);
    }

    /** @param pause milliseconds that a writer waits after each batch, at most */
    static Load start(Api api, Ledger ledger, long seed, int pause) {
        Load load = new Load(api, ledger);
        for (int writer = 0; writer < WRITERS; writer++) {
            RandomGenerator random =
                    RandomGeneratorFactory.of("L64X128MixRandom").create(seed * WRITERS + writer);
            EventStream stream = new EventStream(ledger.app(), "w" + writer, random);
            load.writers.add(load.executor.submit(() -> load.write(stream, random, pause)));
        }
        return load;
    }

    /** How many batches were answered with 429 or 503 so far. */
    int refusals() {
        return refusals.get();
    }

    /** How long the longest answer took. */
    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /** Stops the writers; the test fails if one of them got an answer that no server may give. */
    void stop() {
        stopping = true;
        try {
            for (Future<?> writer : writers) {
                writer.get(2, TimeUnit.MINUTES);
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a writer failed: " + e.getCause(), e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(EventStream stream, RandomGenerator random, int pause) {
        while (!stopping) {
            if (ledger.size() < MOST) {
                send(stream.batch());
            }
            Pause.millis(random.nextInt(pause));
        }
    }

    private void send(List<SentEvent> batch) {
        ledger.enter(batch, Fate.REFUSED); // known before it can arrive
        long begin = System.nanoTime();
        try {
            ledger.enter(batch, fate(api.write(SentEvent.array(batch))));
        } catch (UncheckedIOException e) {
            ledger.enter(batch, Fate.IN_DOUBT);
        } finally {
            longest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    private Fate fate(Answer answer) {
        switch (answer.status()) {
            case 202 -> {
                if (!answer.json().path("rejected").isEmpty()) {
                    throw new AssertionError("good events were rejected: " + answer.body());
                }
                return Fate.ACKNOWLEDGED;
            }
            case 429, 503 -> {
                if (answer.headers().firstValue("Retry-After").isEmpty()) {
                    throw new AssertionError(answer.status() + " without Retry-After: " + answer.body());
                }
                refusals.incrementAndGet();
                return answer.body().contains("may be kept") ? Fate.IN_DOUBT : Fate.REFUSED;
            }
            default -> throw new AssertionError("answered " + answer.status() + ": " + answer.body());
        }
    }

    @Override
    public void close() {
        stopping = true;
        executor.shutdownNow();
    }
}
