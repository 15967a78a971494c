package dev.tidemark.ingestion.kafka;

import dev.tidemark.ingestion.delivery.DeliveryState;
import dev.tidemark.ingestion.delivery.DeliveryState.Status;
import dev.tidemark.ingestion.kafka.PartitionWork.Running;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A member of a group of consumers: has the partitions that the group gives it worked on, each by itself, and ends that work before a partition goes to another member. The one thread that may touch the consumer keeps polling
 * however long a store takes, so that a slow store costs no partition.
 */
final class ConsumerGroup implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEAVING = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 1000;

    private final String topic;
    private final int expected;
    private final PartitionWork work;
    private final Gate gate;
    private final Beginning beginning;
    private final Consumer<byte[], byte[]> consumer;
    private final GroupObserver observer;
    private final OwnThread own;
    private final GroupOffsets offsets;
    private final Map<Integer, PartitionReader> readers = new ConcurrentHashMap<>();
    private final Map<Integer, Running> running = new ConcurrentHashMap<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Optional<String> trouble = Optional.empty();
    private volatile Optional<String> end = Optional.empty();
    private final Thread thread;

    /** @param expected how many partitions the topic has; of more nobody knows what belongs there */
    ConsumerGroup(
            String topic,
            int expected,
            String name,
            Consumer<byte[], byte[]> consumer,
            PartitionWork work,
            Gate gate,
            Beginning beginning,
            GroupObserver observer) {
        this.topic = topic;
        this.expected = expected;
        this.work = work;
        this.gate = gate;
        this.beginning = beginning;
        this.consumer = consumer;
        this.observer = observer;
        this.own = new OwnThread(consumer);
        this.offsets = new GroupOffsets(topic, consumer, own, beginning, observer);
        this.thread = Thread.ofPlatform().name("kafka-" + name).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The worst of what is being done here; running if there is nothing. */
    DeliveryState state() {
        if (end.isPresent()) {
            return new DeliveryState(Status.FAILED, end.get());
        }
        Optional<String> ofGroup = trouble;
        if (ofGroup.isPresent()) {
            return new DeliveryState(Status.RETRYING, ofGroup.get());
        }
        return running.values().stream()
                .map(Running::state)
                .filter(state -> state.status() != Status.RUNNING)
                .max((one, other) -> one.status().compareTo(other.status()))
                .orElse(new DeliveryState(Status.RUNNING, ""));
    }

    /** The partitions that are worked on here. */
    Collection<Integer> partitions() {
        return List.copyOf(running.keySet());
    }

    private void run() {
        try {
            consumer.subscribe(List.of(topic), new Rebalances());
            while (stop.getCount() > 0) {
                goOn();
            }
        } catch (Error e) {
            end = Optional.of("the log is read no more: " + e);
            observer.trouble("the log is read no more until this process is started again", e);
        } finally {
            end(List.copyOf(running.keySet()));
            consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(LEAVING));
            own.close();
        }
    }

    private void goOn() {
        try {
            own.runTasks();
            beginAssigned();
            poll();
            trouble = Optional.empty();
        } catch (WakeupException e) {
            // there is something to do
        } catch (NoOffsetForPartitionException e) {
            // where to begin is told in the next round
        } catch (OffsetOutOfRangeException e) {
            if (beginning.isAnewWhereExpired()) {
                end(numbers(e.offsetOutOfRangePartitions().keySet()));
            } else {
                offsets.skipExpired(e.offsetOutOfRangePartitions());
            }
        } catch (FencedInstanceIdException e) {
            pause(
                    "another process reads the log under the same name, which is kept in the data folder: give each process a data folder of its own",
                    e);
        } catch (RuntimeException e) {
            pause(String.valueOf(e.getMessage()), e);
        }
    }

    private void pause(String message, RuntimeException cause) {
        trouble = Optional.of(message);
        observer.trouble(message, cause);
        try {
            stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            PartitionReader reader = readers.get(partition.partition());
            if (reader != null && !reader.offer(records.records(partition))) {
                consumer.pause(List.of(partition));
            }
        }
        for (TopicPartition paused : consumer.paused()) {
            PartitionReader reader = readers.get(paused.partition());
            if (reader != null && reader.hasRoom()) {
                consumer.resume(List.of(paused));
            }
        }
    }

    /** Begins with partitions that were given to this process; tried again where the brokers do not say how far they are. */
    private void beginAssigned() {
        for (TopicPartition assigned : consumer.assignment()) {
            int partition = assigned.partition();
            if (partition >= expected) {
                end = Optional.of(
                        "the topic %s has got more than the %d partitions it had when this process started; stop all processes and start them again"
                                .formatted(topic, expected));
            } else if (!readers.containsKey(partition)) {
                PartitionReader reader = new PartitionReader(partition, offsets.begin(assigned), offsets, gate);
                readers.put(partition, reader);
                running.put(partition, work.begin(reader, () -> offsets.claim(reader)));
                consumer.resume(List.of(assigned));
            }
        }
    }

    /** Ends the work on partitions, while others are allowed to save theirs. */
    private void end(Collection<Integer> partitions) {
        CountDownLatch ended = new CountDownLatch(partitions.size());
        for (int partition : partitions) {
            Running worked = running.get(partition);
            Thread.ofVirtual().start(() -> {
                try {
                    if (worked != null) {
                        worked.close();
                    }
                } finally {
                    ended.countDown();
                }
            });
        }
        own.runTasksUntil(ended);
        partitions.forEach(readers::remove);
        partitions.forEach(running::remove);
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    /** Ends the work on all partitions, saves how far it came, and leaves the group. */
    @Override
    public void close() {
        stop.countDown();
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions); // until it is known where to begin
            observer.assigned(topic, numbers(partitions));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            end(numbers(partitions));
            observer.revoked(topic, numbers(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            numbers(partitions).forEach(partition -> {
                PartitionReader reader = readers.get(partition);
                if (reader != null) {
                    reader.lose();
                }
            });
            end(numbers(partitions));
            observer.lost(topic, numbers(partitions));
        }
    }
}
