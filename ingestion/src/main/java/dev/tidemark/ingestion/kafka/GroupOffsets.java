package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import dev.tidemark.ingestion.kafka.Beginning.Start;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** How far the group is in each partition. The brokers take it from a member only while the partition is that member's. */
final class GroupOffsets implements PartitionReader.Offsets {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final OwnThread own;
    private final Beginning beginning;
    private final GroupObserver observer;

    GroupOffsets(
            String topic,
            Consumer<byte[], byte[]> consumer,
            OwnThread own,
            Beginning beginning,
            GroupObserver observer) {
        this.topic = topic;
        this.consumer = consumer;
        this.own = own;
        this.beginning = beginning;
        this.observer = observer;
    }

    /** Where the group begins with a partition, which is where the consumer stands then. By its thread. */
    Start begin(TopicPartition partition) {
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition), PATIENCE).get(partition);
        long oldest = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        Start start = beginning.from(partition, Optional.ofNullable(committed), oldest);
        consumer.seek(partition, start.offset());
        return start;
    }

    /** Goes on where records still are. By the consumer's thread. */
    void skipExpired(Map<TopicPartition, Long> positions) {
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(positions.keySet(), PATIENCE);
        positions.forEach((partition, position) -> {
            long next = Math.max(position, oldest.getOrDefault(partition, position));
            observer.expired(topic, partition.partition(), next - position);
            consumer.seek(partition, next);
        });
    }

    /** Fails if the partition is another member's by now: then the reader is lost, or the brokers refuse. */
    void claim(PartitionReader reader) {
        int partition = reader.partition();
        try {
            reader.save(reader.saved());
        } catch (UncheckedIOException e) {
            throw new KafkaLogException("partition " + partition + " of " + topic + " cannot be claimed", e);
        }
    }

    @Override
    public void commit(int partition, long offset, String note, Runnable check) throws IOException {
        CompletableFuture<Void> done = own.submit(() -> {
            check.run();
            commitNow(partition, offset, note);
        });
        try {
            done.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause(), "a failure without cause");
            throw new IOException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw new IOException("no broker confirmed the offset", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A wake-up meant for a poll may end the first try. */
    private void commitNow(int partition, long offset, String note) {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset, note));
        while (true) {
            try {
                consumer.commitSync(offsets, PATIENCE);
                return;
            } catch (WakeupException e) {
                // once more: each wake-up ends one call
            }
        }
    }

    @Override
    public void seek(int partition, long offset, Runnable done) {
        own.later(() -> {
            consumer.seek(new TopicPartition(topic, partition), offset);
            done.run();
        });
    }
}
