package dev.tidemark.ingestion.kafka;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Finds the topics of the log, and makes those that are missing. */
final class Topics {
    static final int MAX_RECORD_BYTES = 2 << 20;
    private static final long PATIENCE_SECONDS = 30;
    private static final long LOOK_EVERY_NANOS = 50_000_000;

    private final Admin admin;
    private final KafkaSettings settings;

    Topics(Admin admin, KafkaSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /**
     * Makes the topics that are missing, and tells how many partitions that of the events has.
     *
     * @throws KafkaLogException if the brokers cannot be reached or do not allow it
     */
    int prepare() {
        int partitions = ensure(settings.topic(), settings.creation().partitions());
        ensure(settings.deadLetterTopic(), 1);
        return partitions;
    }

    private int ensure(String topic, int partitions) {
        Optional<Integer> found = partitions(topic);
        if (found.isEmpty()) {
            create(topic, partitions);
            found = awaitMade(topic);
        }
        return found.orElseThrow(() -> new KafkaLogException(
                "the topic " + topic + " was made and is not there after " + PATIENCE_SECONDS
                        + " s; is somebody deleting it?",
                null));
    }

    /** A broker hears of a new topic some moments after it was made. */
    private Optional<Integer> awaitMade(String topic) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Optional<Integer> found = partitions(topic);
        while (found.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            found = partitions(topic);
        }
        return found;
    }

    private void create(String topic, int partitions) {
        int replicas = settings.creation().replicas();
        NewTopic wanted = new NewTopic(
                topic, Optional.of(partitions), replicas == 0 ? Optional.empty() : Optional.of((short) replicas));
        Map<String, String> configs = new HashMap<>();
        configs.put(
                "retention.ms", String.valueOf(settings.creation().retention().toMillis()));
        configs.put("max.message.bytes", String.valueOf(MAX_RECORD_BYTES));
        try {
            await(admin.createTopics(List.of(wanted.configs(configs))).all(), "making the topic " + topic);
        } catch (KafkaLogException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // another process was faster
                throw e;
            }
        }
    }

    /** Empty if there is no such topic. */
    private Optional<Integer> partitions(String topic) {
        try {
            return Optional.of(partitions(admin, topic));
        } catch (KafkaLogException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** How many partitions a topic has. */
    static int partitions(Admin admin, String topic) {
        Map<String, TopicDescription> found =
                await(admin.describeTopics(List.of(topic)).allTopicNames(), "looking for the topic " + topic);
        return requireNonNull(found.get(topic), "a topic that was asked for is not in the answer")
                .partitions()
                .size();
    }

    static <T> T await(KafkaFuture<T> future, String purpose) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = requireNonNull(e.getCause(), "a failure without cause");
            throw new KafkaLogException(purpose + ": " + KafkaLogException.explain(cause), cause);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new KafkaLogException(purpose + ": no broker answered within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaLogException(purpose + ": interrupted", e);
        }
    }
}
