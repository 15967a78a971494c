package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.pipeline.PrimaryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for events to be delivered, by whichever process, by looking how far the group has come; only while somebody waits. */
final class CommittedEvents implements PrimaryStore {
    private static final long EVERY_MILLIS = 20;

    private final Awaited awaited;
    private final Lag lag;
    private final String topic;
    private final String group;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean looking;

    CommittedEvents(Awaited awaited, Lag lag, String topic, String group) {
        this.awaited = awaited;
        this.lag = lag;
        this.topic = topic;
        this.group = group;
    }

    private record Waiting(Map<Integer, Long> offsets, CompletableFuture<Optional<Outcome>> stage) {
        boolean isStored(Map<Integer, Long> committed) {
            return offsets.entrySet().stream()
                    .allMatch(offset -> committed.getOrDefault(offset.getKey(), 0L) > offset.getValue());
        }
    }

    @Override
    public CompletionStage<Optional<Outcome>> awaitStored(long position, Duration atMost) {
        Optional<Map<Integer, Long>> offsets = awaited.find(position);
        if (offsets.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<Outcome>> stage = new CompletableFuture<>();
        stage.completeOnTimeout(Optional.empty(), atMost.toNanos(), TimeUnit.NANOSECONDS);
        synchronized (waiting) {
            waiting.add(new Waiting(offsets.get(), stage));
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("kafka-awaited").start(this::look);
            }
        }
        return stage;
    }

    private void look() {
        try {
            while (isAwaited()) {
                Map<Integer, Long> committed = committed();
                stored(committed).forEach(one -> one.stage().complete(Optional.of(new Outcome.Uncounted())));
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isAwaited() {
        synchronized (waiting) {
            waiting.removeIf(one -> one.stage().isDone());
            looking = !waiting.isEmpty();
            return looking;
        }
    }

    /** Nothing while the brokers do not tell: who waits does so for a limited time. */
    private Map<Integer, Long> committed() {
        try {
            return lag.committed(topic, group);
        } catch (KafkaLogException e) {
            return new HashMap<>();
        }
    }

    /** Completed outside the lock, since that runs what depends on it. */
    private List<Waiting> stored(Map<Integer, Long> committed) {
        synchronized (waiting) {
            return waiting.stream().filter(one -> one.isStored(committed)).toList();
        }
    }
}
