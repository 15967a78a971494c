package dev.tidemark.storage.clickhouse;

import static java.util.stream.Collectors.groupingBy;

import dev.tidemark.domain.event.Event;
import dev.tidemark.domain.event.EventBatch;
import dev.tidemark.domain.event.EventKey;
import dev.tidemark.domain.storage.EventWriter;
import dev.tidemark.domain.storage.StorageException;
import dev.tidemark.domain.storage.StorageException.Category;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Writes each tenant's events to its shard, all shards at once. If a shard fails, others may have stored their share, as the port allows where it may be tried again. If one refuses
 * its share, the caller divides the batch and knows of nothing stored; so what was stored all the same is left out when it comes again.
 */
final class ShardedEventWriter implements EventWriter {

    private final List<EventWriter> shards;
    private final Executor executor =
            task -> Thread.ofVirtual().name("tidemark-clickhouse-shard").start(task);
    private final Set<EventKey> ahead = new HashSet<>();

    ShardedEventWriter(List<EventWriter> shards) {
        this.shards = List.copyOf(shards);
    }

    @Override
    public void append(EventBatch batch) {
        List<Event> fresh = batch.events().stream()
                .filter(event -> !ahead.remove(event.key()))
                .toList();
        Map<Integer, List<Event>> shares =
                fresh.stream().collect(groupingBy(event -> ShardedStorage.shardOf(event.tenant(), shards.size())));
        Map<Integer, CompletableFuture<Void>> writes = new TreeMap<>();
        shares.forEach((shard, events) -> writes.put(
                shard, CompletableFuture.runAsync(() -> shards.get(shard).append(new EventBatch(events)), executor)));
        List<Event> stored = new ArrayList<>();
        List<StorageException> failures = new ArrayList<>();
        writes.forEach((shard, write) -> outcome(write)
                .ifPresentOrElse(failures::add, () -> stored.addAll(shares.getOrDefault(shard, List.of()))));
        if (!failures.isEmpty()) {
            StorageException worst = worst(failures);
            if (worst.category() == Category.REFUSED) {
                stored.forEach(event -> ahead.add(event.key()));
            }
            throw worst;
        }
    }

    private static Optional<StorageException> outcome(CompletableFuture<Void> write) {
        try {
            write.join();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageException failure) {
                return Optional.of(failure);
            }
            throw e;
        }
    }

    /** One that may be tried again before one that refuses: the batch comes whole then. */
    private static StorageException worst(List<StorageException> failures) {
        return failures.stream()
                .filter(StorageException::isRetryable)
                .findFirst()
                .orElse(failures.getFirst());
    }
}
